import { expect, test } from 'vitest'
import { credentialsFromEnv, InputError } from '../../src/index.ts'

const now = 1_700_000_000_000
const pair = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'env' }

test('the key pair is read, and a token by either name', () => {
  const credentials = { secretId: 'AKIDenv', secretKey: 'env' }
  expect(credentialsFromEnv({ env: pair })({ now })).toEqual(credentials)
  const [first, second] = [{ TENCENTCLOUD_SESSION_TOKEN: 'first' }, { TENCENTCLOUD_TOKEN: 'second' }]
  expect(credentialsFromEnv({ env: { ...pair, ...first, ...second } })({ now })).toEqual({
    ...credentials,
    token: 'first',
  })
  expect(credentialsFromEnv({ env: { ...pair, ...second } })({ now })).toEqual({ ...credentials, token: 'second' })
})

const cloudFunction = {
  TENCENTCLOUD_SECRETID: 'AKIDrole',
  TENCENTCLOUD_SECRETKEY: 'role',
  TENCENTCLOUD_SESSIONTOKEN: 'of-the-role',
}

test('Terraform’s name of the token is read', () => {
  const env = { ...pair, TENCENTCLOUD_SECURITY_TOKEN: 'third' }
  expect(credentialsFromEnv({ env })({ now })).toMatchObject({ token: 'third' })
})

test('the variables of a cloud function are read if no others are set', () => {
  const role = { secretId: 'AKIDrole', secretKey: 'role', token: 'of-the-role' }
  expect(credentialsFromEnv({ env: cloudFunction })({ now })).toEqual(role)
  expect(credentialsFromEnv({ env: { ...cloudFunction, TENCENTCLOUD_SECRET_ID: '' } })({ now })).toEqual(role)
})

test('the two sets of variables are not mixed', () => {
  const own = { secretId: 'AKIDenv', secretKey: 'env' }
  expect(credentialsFromEnv({ env: { ...cloudFunction, ...pair } })({ now })).toEqual(own)
  const { TENCENTCLOUD_SESSIONTOKEN: _, ...untokened } = cloudFunction
  const stray = credentialsFromEnv({ env: { ...untokened, TENCENTCLOUD_TOKEN: 'stray' } })({ now })
  expect(stray).toEqual({ secretId: 'AKIDrole', secretKey: 'role' })
  const halves = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRETKEY: 'hidden' }
  expect(() => credentialsFromEnv({ env: halves })({ now })).toThrow(
    expect.objectContaining({ message: 'TENCENTCLOUD_SECRET_KEY is not set, but TENCENTCLOUD_SECRET_ID is: set both' }),
  )
  expect(() => credentialsFromEnv({ env: { TENCENTCLOUD_SECRETKEY: 'hidden' } })({ now })).toThrow(
    expect.objectContaining({ message: 'TENCENTCLOUD_SECRETID is not set, but TENCENTCLOUD_SECRETKEY is: set both' }),
  )
})

test.each([
  ...Object.keys({ ...pair, TENCENTCLOUD_SESSION_TOKEN: '', TENCENTCLOUD_TOKEN: '', TENCENTCLOUD_SECURITY_TOKEN: '' }),
  ...Object.keys(cloudFunction),
])('%s in quotes is an error with its name and without its value', (variable) => {
  const clean = variable in cloudFunction ? cloudFunction : pair
  const provider = credentialsFromEnv({ env: { ...clean, [variable]: '"hidden"' } })
  expect(() => provider({ now })).toThrow(InputError)
  expect(() => provider({ now })).toThrow(new RegExp(`^${variable} .* quotation mark`))
  expect(() => provider({ now })).not.toThrow('hidden')
})

test('the environment is read at each call', () => {
  const env: Record<string, string> = {}
  const provider = credentialsFromEnv({ env })
  expect(() => provider({ now })).toThrow(
    'TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY are not set',
  )
  Object.assign(env, pair)
  expect(provider({ now })).toMatchObject({ secretId: 'AKIDenv' })
})

test('half a key pair, or a pasted newline, is an error and not an absence', () => {
  const wrong = [
    { TENCENTCLOUD_SECRET_ID: 'AKIDenv' },
    { TENCENTCLOUD_SECRET_KEY: 'hidden' },
    { ...pair, TENCENTCLOUD_SECRET_KEY: 'hidden\n' },
  ]
  for (const env of wrong) {
    expect(() => credentialsFromEnv({ env })({ now })).toThrow(InputError)
    expect(() => credentialsFromEnv({ env })({ now })).not.toThrow('hidden')
  }
})

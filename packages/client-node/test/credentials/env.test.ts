import { expect, test } from 'vitest'
import { credentialsFromEnv } from '../../src/index.ts'

const now = 1_700_000_000_000
const pair = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'env' }

test('the pair is read, and a token in either of its names', () => {
  const credentials = { secretId: 'AKIDenv', secretKey: 'env' }
  expect(credentialsFromEnv({ env: pair })({ now })).toEqual(credentials)
  const [first, second] = [{ TENCENTCLOUD_SESSION_TOKEN: 'first' }, { TENCENTCLOUD_TOKEN: 'second' }]
  expect(credentialsFromEnv({ env: { ...pair, ...first, ...second } })({ now })).toEqual({
    ...credentials,
    token: 'first',
  })
  expect(credentialsFromEnv({ env: { ...pair, ...second } })({ now })).toEqual({ ...credentials, token: 'second' })
})

test('the environment is read when it is asked for', () => {
  const env: Record<string, string> = {}
  const provider = credentialsFromEnv({ env })
  expect(() => provider({ now })).toThrow('TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set')
  Object.assign(env, pair)
  expect(provider({ now })).toMatchObject({ secretId: 'AKIDenv' })
})

test('half a pair, or one that was pasted with its newline, is an error and not an absence', () => {
  const wrong = [
    { TENCENTCLOUD_SECRET_ID: 'AKIDenv' },
    { TENCENTCLOUD_SECRET_KEY: 'hidden' },
    { ...pair, TENCENTCLOUD_SECRET_KEY: 'hidden\n' },
  ]
  for (const env of wrong) {
    expect(() => credentialsFromEnv({ env })({ now })).toThrow(TypeError)
    expect(() => credentialsFromEnv({ env })({ now })).not.toThrow('hidden')
  }
})

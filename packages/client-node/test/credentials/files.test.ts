import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { credentialsFromFiles, type FileOptions, InputError } from '../../src/index.ts'
import { cliFile, etcFile, makeHome, sdkFile } from './home.ts'

const now = 1_700_000_000_000
const env = {}

async function read(files: Readonly<Record<string, string>>, options: FileOptions = {}) {
  const { root, home, etc } = await makeHome(files)
  const given = credentialsFromFiles({ env, home, etc, ...options })({ now })
  // Paths begin with a folder that is another in each run.
  return Promise.resolve(given).catch((error: Error) => ({
    ...error,
    message: error.message.replaceAll(`${root}/`, ''),
  }))
}

describe('the SDK’s file', () => {
  test('contains the key pair of the default section', async () => {
    const text =
      '\uFEFF; of the vendor\r\n[other]\r\nsecret_id = no\r\n[default]\r\n# mine\r\nsecret_id = AKIDfile\r\nsecret_key= "a key" \r\n'
    await expect(read({ [sdkFile]: text })).resolves.toEqual({ secretId: 'AKIDfile', secretKey: 'a key' })
  })

  test('contains temporary credentials of the given section', async () => {
    const text = '[default]\nsecret_id=x\nsecret_key=y\n[staging]\nsecret_id=AKIDstaging\nsecret_key=k=1;2#3\ntoken=t\n'
    const staging = { secretId: 'AKIDstaging', secretKey: 'k=1;2#3', token: 't' }
    await expect(read({ [sdkFile]: text }, { profile: 'staging' })).resolves.toEqual(staging)
  })

  test('that cannot be parsed is an error with the line number and without its contents', async () => {
    const text = '[default]\nsecret_id=AKIDfile\nhidden-and-more\n'
    await expect(read({ [sdkFile]: text, [cliFile]: '{}' })).resolves.toMatchObject({
      message: `${sdkFile} cannot be parsed: line 3 is neither a [section] nor a "key = value" in one`,
    })
  })

  test('with half a key pair ends the search', async () => {
    const cli = JSON.stringify({ secretId: 'AKIDcli', secretKey: 'cli' })
    const { message } = (await read({ [sdkFile]: '[default]\nsecret_id=AKIDfile\n', [cliFile]: cli })) as Error
    expect(message).toBe(`secretKey is missing (from ${sdkFile}, profile default)`)
  })

  test('that cannot be read is an error', async () => {
    const { root, home, etc } = await makeHome({ [`${sdkFile}/a-folder-instead`]: '' })
    await expect(credentialsFromFiles({ env, home, etc })({ now })).rejects.toThrow(
      `${join(root, sdkFile)} cannot be read (EISDIR)`,
    )
  })

  test('of the machine is read after those of the user', async () => {
    const text = '[default]\nsecret_id=AKIDetc\nsecret_key=etc\n'
    await expect(read({ [etcFile]: text })).resolves.toMatchObject({ secretId: 'AKIDetc' })
    const cli = JSON.stringify({ secretId: 'AKIDcli', secretKey: 'cli' })
    await expect(read({ [etcFile]: text, [cliFile]: cli })).resolves.toMatchObject({ secretId: 'AKIDcli' })
  })

  test('with the credentials is passed to onFound', async () => {
    const { home, etc } = await makeHome({
      [cliFile]: '{}',
      [etcFile]: '[default]\nsecret_id=AKIDetc\nsecret_key=etc\n',
    })
    const found: string[] = []
    await credentialsFromFiles({ env, home, etc, onFound: (path) => found.push(path) })({ now })
    expect(found).toEqual([join(etc, 'tencentcloud', 'credentials')])
  })

  test('named by a variable is the only one that is read', async () => {
    const text = '[default]\nsecret_id=AKIDnamed\nsecret_key=named\n'
    const { root, home, etc } = await makeHome({ named: text, [sdkFile]: '[default]\nsecret_id=no\nsecret_key=no\n' })
    const named = { TENCENTCLOUD_CREDENTIALS_FILE: join(root, 'named') }
    await expect(credentialsFromFiles({ env: named, home, etc })({ now })).resolves.toMatchObject({
      secretId: 'AKIDnamed',
    })
    const missing = { TENCENTCLOUD_CREDENTIALS_FILE: join(root, 'missing') }
    await expect(credentialsFromFiles({ env: missing, home, etc })({ now })).rejects.toMatchObject({
      sources: [`${join(root, 'missing')} does not exist`],
    })
  })
})

describe('the CLI’s file', () => {
  const signedIn = { type: 'oauth', secretId: 'AKIDcli', secretKey: 'cli', token: 't', expiresAt: now / 1000 + 60 }

  test('contains the key pair', async () => {
    const text = JSON.stringify({ secretId: 'AKIDcli', secretKey: 'cli', token: null, type: 'default' })
    await expect(read({ [cliFile]: text })).resolves.toEqual({ secretId: 'AKIDcli', secretKey: 'cli' })
  })

  test('contains the credentials of a sign-in until they expire', async () => {
    const { secretId, secretKey, token } = signedIn
    const expected = { secretId, secretKey, token, expiresAt: now + 60_000 }
    await expect(read({ [cliFile]: JSON.stringify(signedIn) })).resolves.toEqual(expected)
    const over = JSON.stringify({ ...signedIn, expiresAt: now / 1000 })
    await expect(read({ [cliFile]: over })).resolves.toMatchObject({
      message: expect.stringContaining('run any tccli command to renew it'),
    })
  })

  test('of the given profile, or of the environment’s', async () => {
    const files = { 'home/.tccli/staging.credential': JSON.stringify({ secretId: 'AKIDstaging', secretKey: 's' }) }
    await expect(read(files, { profile: 'staging' })).resolves.toMatchObject({ secretId: 'AKIDstaging' })
    await expect(read(files, { env: { TCCLI_PROFILE: 'staging' } })).resolves.toMatchObject({ secretId: 'AKIDstaging' })
  })

  test('with a role is not used without the role', async () => {
    const text = JSON.stringify({ secretId: 'AKIDcli', secretKey: 'cli', 'role-arn': 'qcs::cam::uin/1:roleName/r' })
    await expect(read({ [cliFile]: text })).resolves.toMatchObject({
      message: expect.stringContaining('credentialsFromRole'),
    })
  })

  test('that is not JSON is an error without its contents', async () => {
    const { message } = (await read({ [cliFile]: 'hidden' })) as Error
    expect(message).toBe(`${cliFile} cannot be parsed: it is not JSON`)
  })

  test('without a key pair, as for the role of an instance, is skipped', async () => {
    await expect(read({ [cliFile]: '{"type":"cvm-role"}' })).resolves.toMatchObject({ code: 'ERR_NO_CREDENTIALS' })
  })
})

test('without credentials, the error lists all files', async () => {
  const { root, home, etc } = await makeHome({ [sdkFile]: '[staging]\nsecret_id=x\nsecret_key=y\n' })
  await expect(credentialsFromFiles({ env, home, etc })({ now })).rejects.toMatchObject({
    sources: [
      `${join(root, sdkFile)} has no credentials for profile default`,
      `${join(root, cliFile)} does not exist`,
      `${join(root, etcFile)} does not exist`,
    ],
  })
})

test('a profile is a name, not a path', () => {
  for (const profile of ['', '../other', 'a/b', 'a\\b'])
    expect(() => credentialsFromFiles({ profile })).toThrow(InputError)
})

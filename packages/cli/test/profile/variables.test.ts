import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { credentialsFromEnv } from '@trtc-call/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentOf, envFor, type Ran } from '../run-cli.ts'
import { runHere } from '../run-here.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const play = ['ingest', 'show', 'some-task', '--json']
const other = { id: 'AKIDofAnotherAccount', key: 'key-of-another-account' }

/** The app’s variables without those of the cloud account. */
function withKeys(keys: Readonly<Record<string, string>>): Record<string, string> {
  const { TENCENTCLOUD_SECRET_ID: _, TENCENTCLOUD_SECRET_KEY: __, ...app } = envFor(emulator)
  return { ...app, ...keys }
}

describe('the command line reads the cloud account’s keys where the library does', () => {
  test.each<[string, (id: string, key: string) => Record<string, string>]>([
    ['as people set them', (id, key) => ({ TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key })],
    ['as a cloud function sets them', (id, key) => ({ TENCENTCLOUD_SECRETID: id, TENCENTCLOUD_SECRETKEY: key })],
    [
      'as people set them in a cloud function',
      (id, key) => ({
        TENCENTCLOUD_SECRET_ID: id,
        TENCENTCLOUD_SECRET_KEY: key,
        TENCENTCLOUD_SECRETID: other.id,
        TENCENTCLOUD_SECRETKEY: other.key,
        TENCENTCLOUD_SESSIONTOKEN: 'token-of-another-account',
      }),
    ],
  ])('%s', async (_, keysOf) => {
    const { secretId, secretKey } = emulator.credentials
    const keys = keysOf(secretId, secretKey)
    expect(await credentialsFromEnv({ env: keys })({ now: Date.now() })).toEqual({ secretId, secretKey })
    expect(await runHere(play, withKeys(keys))).toMatchObject({ code: 0, stderr: '' })
  })

  test.each([
    ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY'],
    ['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY'],
    ['TENCENTCLOUD_SECURITY_TOKEN', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY'],
    ['TENCENTCLOUD_SESSIONTOKEN', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY'],
  ])('%s goes with its own pair, and not with the other', async (token, id, key) => {
    const shown = async (keys: Readonly<Record<string, string>>): Promise<Ran> =>
      runHere(['profile', 'show', '--json'], withKeys({ [token]: 'token', ...keys }))
    const env = { [id]: other.id, [key]: other.key }
    expect(await credentialsFromEnv({ env: { ...env, [token]: 'token' } })({ now: 1 })).toHaveProperty('token', 'token')
    expect(documentOf(await shown(env))).toMatchObject({ values: { secretId: { from: id }, token: { from: token } } })
    const foreign = token.endsWith('SESSIONTOKEN')
      ? { TENCENTCLOUD_SECRET_ID: other.id, TENCENTCLOUD_SECRET_KEY: other.key }
      : { TENCENTCLOUD_SECRETID: other.id, TENCENTCLOUD_SECRETKEY: other.key }
    expect(documentOf(await shown(foreign))).toMatchObject({ values: { token: { isSet: false } } })
  })

  test('an id and a key of different kinds of variables are not combined', async () => {
    const { secretId, secretKey } = emulator.credentials
    const ran = await runHere(play, withKeys({ TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRETKEY: secretKey }))
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining('missing: TENCENTCLOUD_SECRET_KEY') })
  })
})

describe('stray characters in a variable are reported, and its value is not', () => {
  const ring = ['call', 'show', 'some-call', '--json']
  test.each([
    ['TRTC_SDK_SECRET_KEY', (value: string) => `"${value}"`, 'a quotation mark', ring],
    ['TRTC_SDK_SECRET_KEY', (value: string) => `${value}\r`, 'white space', ring],
    ['TRTC_SDK_SECRET_KEY', (value: string) => `${value}\u200b`, 'U+200B', ring],
    ['TENCENTCLOUD_SECRET_ID', (value: string) => `'${value}'`, 'a quotation mark', play],
    ['TENCENTCLOUD_SECRET_KEY', (value: string) => `${value}\u00a0`, 'U+00A0', play],
    ['TENCENTCLOUD_SESSION_TOKEN', () => '"hidden-token"', 'a quotation mark', play],
    ['TRTC_SDK_APP_ID', (value: string) => `"${value}"`, 'a quotation mark', ring],
    ['TRTC_SDK_APP_ID', (value: string) => `${value}\r`, 'U+000D', ring],
    ['TRTC_IDENTIFIER', (value: string) => `${value}\u200b`, 'U+200B', ring],
    ['TRTC_SITE', () => '"china"', 'a quotation mark', ring],
    ['TENCENTCLOUD_REGION', () => '\ufeffap-guangzhou', 'U+FEFF', play],
    ['TRTC_CALL_ENDPOINT', (value: string) => `${value}\u00a0`, 'U+00A0', ring],
  ])('%s (%#)', async (variable, spoil, words, command) => {
    const env = envFor(emulator)
    const value = spoil(env[variable] ?? '')
    const before = emulator.requests().length
    const ran = await runHere(command, { ...env, [variable]: value })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(new RegExp(`^(trtc-call: )?${variable} `))
    expect(ran.stderr).toContain(words)
    expect(ran.stdout + ran.stderr).not.toContain(env[variable] ?? value.replace(/[^\w-]/g, ''))
    expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_USAGE', outcome: 'not-sent' } })
    expect(emulator.requests()).toHaveLength(before)
  })
})

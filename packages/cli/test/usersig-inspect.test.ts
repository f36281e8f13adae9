import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, inflateSync } from 'node:zlib'
import { mintPrivateMapKey, mintUserSig, stringRoom } from '@trtc-call/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, runCli } from './run-cli.ts'

const sdkSecretKey = 'a'.repeat(64)
const sdkAppId = 1400000000
const minted = (more: { userId?: string; now?: number; lifetimeMs?: number } = {}): string =>
  mintUserSig({ sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000, ...more }).value
const value = minted()
const env = { TRTC_SDK_APP_ID: String(sdkAppId), TRTC_SDK_SECRET_KEY: sdkSecretKey }

const address = (sig: string, user = 'jack', app = sdkAppId): string =>
  `https://console.tim.qq.com/v4/call_config/get_callback?sdkappid=${app}&identifier=${user}&usersig=${sig}&random=1&contenttype=json`
const bytesOf = (sig: string): Buffer =>
  Buffer.from(sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), 'base64')
const inVendorAlphabet = (bytes: Buffer): string =>
  bytes.toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trtc-call-'))
  writeFileSync(join(folder, 'curl.txt'), `curl -X POST '${address(value)}' -d '{}'\n`)
})
afterAll(() => rmSync(folder, { recursive: true }))

const body = `{"SdkAppId":${sdkAppId},"UserId":"jack","UserSig":"${value}"}`

test.each([
  ['the value', value, 'value'],
  ['an address', address(value), 'query'],
  ['an address that is escaped once', address(value.replaceAll('*', '%2A').replaceAll('_', '%5F')), 'query'],
  ['a curl line', `curl -sS "${address(value)}" -d '{}'`, 'query'],
  ['a body', body, 'body'],
  ['a curl line with the body in double quotes', `curl -d "${body.replaceAll('"', '\\"')}" https://x`, 'body'],
])('nothing is wrong with %s', async (_, pasted, from) => {
  for (const ran of [await runCli(['usersig', 'inspect', '--json', '--', pasted], env), await onStdin(pasted)]) {
    expect(ran.code).toBe(0)
    expect(documentOf(ran)).toMatchObject({ source: { from }, document: { 'TLS.identifier': 'jack' }, faults: [] })
  }
})

const onStdin = (pasted: string): ReturnType<typeof runCli> => runCli(['usersig', 'inspect', '--json'], env, pasted)

test('a file, and the time left in words', async () => {
  const ran = await runCli(['usersig', 'inspect', `@${join(folder, 'curl.txt')}`], env)
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/expires .*Z, in (24|23) hours\n/) })
  expect(await runCli(['usersig', 'inspect', '@no-such-file'], env)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"no-such-file" cannot be read (ENOENT)'),
  })
})

const twice = encodeURIComponent(encodeURIComponent(`${value}=`))

test.each([
  ['truncated', value.slice(0, -40), 'truncated', 70003, 'cut off'],
  [
    'escaped, in a body',
    body.replace(value, value.replaceAll('A', '%41')),
    'url-escaped',
    70003,
    'URL-escaped (it has %)',
  ],
  ['escaped twice, in an address', address(twice), 'url-escaped', 70003, 'URL-escaped twice'],
  ['in standard base64', `${bytesOf(value).toString('base64')}`, 'wrong-alphabet', 70003, 'standard base64'],
  ['raw deflate', inVendorAlphabet(deflateRawSync(inflateSync(bytesOf(value)))), 'raw-deflate', 70003, 'raw deflate'],
  ['of another user, by its address', address(value, 'jill'), 'other-user', 70013, 'for the user "jack"'],
  ['of another app, by its address', address(value, 'jack', 1400000001), 'other-app', 70014, 'not for 1400000001'],
  ['expired', minted({ now: Date.now() - 100_000_000 }), 'expired', 70001, 'ago'],
  ['from the future', minted({ now: Date.now() + 3_600_000 }), 'made-in-future', undefined, 'clocks is wrong'],
])('what is wrong, in words and in the vendor’s code: %s', async (_, pasted, code, vendorCode, words) => {
  const ran = await onStdin(pasted)
  expect(ran.code).toBe(1)
  const { faults } = documentOf(ran) as unknown as { faults: { code: string; vendorCode?: number; message: string }[] }
  const fault = faults.find((each) => each.code === code)
  expect(fault?.vendorCode).toBe(vendorCode)
  expect(fault?.message).toContain(words)
})

test('a request that is right in itself, and not the one that was meant', async () => {
  const ran = await runCli(['usersig', 'inspect', '--json', '--user', 'jill'], { TRTC_SDK_APP_ID: '7' }, address(value))
  const { faults } = documentOf(ran) as unknown as { faults: { code: string }[] }
  expect(faults.map(({ code }) => code)).toEqual(['other-user', 'other-app'])
})

test('a PrivateMapKey as one has it: alone, in a body beside a UserSig, in a curl line, in a file', async () => {
  const room = stringRoom('room-42')
  const key = { sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000 }
  const { value: ticket } = mintPrivateMapKey({ ...key, room, privileges: 'all' })
  const request = `{"SdkAppId":${sdkAppId},"UserId":"jack","UserSig":"${value}","PrivateMapKey":"${ticket}"}`
  const curl = `curl -d '${request}' '${address(value)}'`
  const file = join(folder, 'ticket.txt')
  writeFileSync(file, `${curl}\n`)
  const inspect = ['privatemapkey', 'inspect', '--room', 'room-42', '--json']
  for (const pasted of [ticket, request, curl, `@${file}`]) {
    const ran = await runCli([...inspect, '--', pasted], env)
    expect(documentOf(ran)).toMatchObject({ faults: [], ticket: { account: 'jack', room }, keyChecked: true })
    expect(ran.code).toBe(0)
  }
  const plain = await runCli([...inspect, '--', address(value)], env)
  expect(documentOf(plain)).toMatchObject({ faults: [{ code: 'no-ticket' }] })
  expect(await runCli([...inspect, '--', '@no-such-file'], env)).toMatchObject({ code: 2 })
})

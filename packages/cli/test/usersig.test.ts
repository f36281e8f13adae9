import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, deflateSync, inflateSync } from 'node:zlib'
import { intRoom, mintPrivateMapKey, mintUserSig, stringRoom } from '@trtc-call/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf } from './run-cli.ts'
import { runHere } from './run-here.ts'

const sdkSecretKey = 'a'.repeat(64)
const sdkAppId = 1400000000
const key = { sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000 }
const minted = (more: { userId?: string; now?: number; lifetimeMs?: number } = {}): string =>
  mintUserSig({ ...key, ...more }).value
const value = minted()
const keyless = { TRTC_SDK_APP_ID: String(sdkAppId) }
const env = { ...keyless, TRTC_SDK_SECRET_KEY: sdkSecretKey }

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
  ['a URL', address(value), 'query'],
  ['a URL that is escaped once', address(value.replaceAll('*', '%2A').replaceAll('_', '%5F')), 'query'],
  ['a curl line', `curl -sS "${address(value)}" -d '{}'`, 'query'],
  ['a body', body, 'body'],
  ['a curl line with the body in double quotes', `curl -d "${body.replaceAll('"', '\\"')}" https://x`, 'body'],
])('a valid UserSig: %s', async (_, pasted, from) => {
  for (const ran of [await runHere(['usersig', 'inspect', '--json', '--', pasted], env), await onStdin(pasted)]) {
    expect(ran.code).toBe(0)
    expect(documentOf(ran)).toMatchObject({ source: { from }, document: { 'TLS.identifier': 'jack' }, faults: [] })
  }
})

const onStdin = (pasted: string): ReturnType<typeof runHere> => runHere(['usersig', 'inspect', '--json'], env, pasted)

test('a file, and the remaining time', async () => {
  const ran = await runHere(['usersig', 'inspect', `@${join(folder, 'curl.txt')}`], env)
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/expires .*Z, in (24|23) hours\n/) })
  expect(await runHere(['usersig', 'inspect', '@no-such-file'], env)).toMatchObject({
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
  ['escaped twice, in a URL', address(twice), 'url-escaped', 70003, 'URL-escaped twice'],
  ['in standard base64', `${bytesOf(value).toString('base64')}`, 'wrong-alphabet', 70003, 'standard base64'],
  ['raw deflate', inVendorAlphabet(deflateRawSync(inflateSync(bytesOf(value)))), 'raw-deflate', 70003, 'raw deflate'],
  ['of another user, by its URL', address(value, 'jill'), 'other-user', 70013, 'for the user "jack"'],
  ['of another app, by its URL', address(value, 'jack', 1400000001), 'other-app', 70014, 'not for 1400000001'],
  ['expired', minted({ now: Date.now() - 100_000_000 }), 'expired', 70001, 'ago'],
  ['from the future', minted({ now: Date.now() + 3_600_000 }), 'made-in-future', undefined, 'clocks is wrong'],
])('a fault has a message and the vendor’s code: %s', async (_, pasted, code, vendorCode, words) => {
  const ran = await onStdin(pasted)
  expect(ran.code).toBe(1)
  const { faults } = documentOf(ran) as unknown as { faults: { code: string; vendorCode?: number; message: string }[] }
  const fault = faults.find((each) => each.code === code)
  expect(fault?.vendorCode).toBe(vendorCode)
  expect(fault?.message).toContain(words)
})

test('a consistent request that contradicts the options', async () => {
  const ran = await runHere(
    ['usersig', 'inspect', '--json', '--user', 'jill'],
    { TRTC_SDK_APP_ID: '7' },
    address(value),
  )
  const { faults } = documentOf(ran) as unknown as { faults: { code: string }[] }
  expect(faults.map(({ code }) => code)).toEqual(['other-user', 'other-app'])
})

const room = stringRoom('room-42')
const { value: ticket } = mintPrivateMapKey({ ...key, room, privileges: 'all' })
const inBody = (roomId: string | number, app = sdkAppId): string =>
  JSON.stringify({ SdkAppId: app, UserId: 'jack', RoomId: roomId, UserSig: value, PrivateMapKey: ticket })

test('a PrivateMapKey alone, in a body beside a UserSig, in a curl line, in a file', async () => {
  const request = `{"SdkAppId":${sdkAppId},"UserId":"jack","UserSig":"${value}","PrivateMapKey":"${ticket}"}`
  const curl = `curl -d '${request}' '${address(value)}'`
  const file = join(folder, 'ticket.txt')
  writeFileSync(file, `${curl}\n`)
  const inspect = ['usersig', 'inspect', '--field', 'PrivateMapKey', '--json']
  for (const pasted of [ticket, request, curl, `@${file}`]) {
    const ran = await runHere([...inspect, '--', pasted], env)
    expect(documentOf(ran)).toMatchObject({ faults: [], userbuf: { account: 'jack', room }, keyChecked: true })
    expect(ran.code).toBe(0)
  }
  const plain = await runHere([...inspect, '--', address(value)], env)
  expect(documentOf(plain)).toMatchObject({ faults: [{ code: 'no-userbuf' }] })
  expect(await runHere([...inspect, '--', '@no-such-file'], env)).toMatchObject({ code: 2 })
})

test('a PrivateMapKey is recognized without an option, and its room and privileges are printed', async () => {
  const ran = await runHere(['usersig', 'inspect'], env, ticket)
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^room +room-42\nallows +all\n/m) })
  const some = mintPrivateMapKey({ ...key, room: intRoom(1001), privileges: ['enter-room', 'receive-audio'] }).value
  const document = documentOf(await runHere(['usersig', 'inspect', '--json'], env, some))
  expect(document).toMatchObject({
    userbuf: { account: 'jack', room: { kind: 'int', id: 1001 }, privileges: ['enter-room', 'receive-audio'] },
    faults: [],
  })
})

test('a PrivateMapKey for another room than the body names', async () => {
  const inspect = ['usersig', 'inspect', '--field', 'PrivateMapKey', '--json']
  expect(documentOf(await runHere(inspect, env, inBody('room-42')))).toMatchObject({ faults: [] })
  for (const roomId of ['room-43', 42]) {
    const ran = await runHere(inspect, env, inBody(roomId))
    expect(documentOf(ran)).toMatchObject({ faults: [{ code: 'other-room' }] })
    expect(ran.code).toBe(1)
  }
})

test('text without a UserSig', async () => {
  const ran = await runHere(['usersig', 'inspect', '--json', 'nonsense'], env)
  expect(ran.code).toBe(1)
  expect(documentOf(ran)).toMatchObject({ faults: [{ code: 'not-found' }] })
})

/** The same UserSig with another document. */
function changed(value: string, change: (document: Record<string, unknown>) => void): string {
  const standard = value.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  const document = JSON.parse(inflateSync(Buffer.from(standard, 'base64')).toString())
  change(document)
  const base64 = deflateSync(JSON.stringify(document)).toString('base64')
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

test('a missing TLS.sig is not printed as a secret, and the expiry is printed', async () => {
  const value = changed(mintUserSig(key).value, (document) => delete document['TLS.sig'])
  const { code, stdout } = await runHere(['usersig', 'inspect'], env, value)
  expect(code).toBe(1)
  expect(stdout).toContain('TLS.sig is missing')
  expect(stdout).not.toContain('***')
  expect(stdout).toMatch(/^expires +\S+Z, in (24|23) hours$/m)
})

test('the expiry and the fault use the same words', async () => {
  const { value } = mintUserSig({ ...key, now: Date.now() - 86_400_000 - 60_000 })
  const { stdout } = await runHere(['usersig', 'inspect'], env, value)
  const age = /^expires .*, (.+) ago$/m.exec(stdout)?.[1]
  expect(stdout).toContain(`it expired ${age} ago`)
})

test.each([
  ['other-app', mintUserSig({ ...key, sdkAppId: 1400000001 }).value, `sdkappid=7&identifier=jack`],
  ['other-user', mintUserSig({ ...key, userId: 'jill' }).value, `sdkappid=${sdkAppId}&identifier=joe`],
])('a fault of the UserSig and of the request is reported once: %s', async (code, value, query) => {
  const address = `https://console.tim.qq.com/v4/x/y?${query}&usersig=${value}&random=1&contenttype=json`
  const ran = await runHere(['usersig', 'inspect', '--user', 'jack', '--json'], keyless, address)
  expect(documentOf(ran)).toMatchObject({ faults: [{ code, vendorCode: expect.any(Number) }] })
})

const expiring = (now: number): string =>
  mintPrivateMapKey({ ...key, now, room: stringRoom('42'), privileges: ['enter-room'] }).value

test('how long a PrivateMapKey is valid, and whether the key was checked', async () => {
  const good = await runHere(['usersig', 'inspect'], keyless, expiring(Date.now()))
  expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/^expires .*Z, in (24|23) hours$/m) })
  expect(good.stdout).toContain('the key was not checked: set TRTC_SDK_SECRET_KEY')
  expect((await runHere(['usersig', 'inspect'], env, expiring(Date.now()))).stdout).toContain('signed with this key')
})

test('an expired PrivateMapKey has the code of the vendor', async () => {
  const ran = await runHere(['usersig', 'inspect'], env, expiring(Date.now() - 100_000_000))
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('(vendor error 70001)') })
})

test('a PrivateMapKey whose userbuf cannot be read is not called a plain UserSig', async () => {
  const broken = changed(ticket, (document) => Object.assign(document, { 'TLS.userbuf': 'AAAA' }))
  const ran = await runHere(['usersig', 'inspect', '--field', 'PrivateMapKey', '--json'], keyless, broken)
  expect(documentOf(ran)).toMatchObject({ faults: [{ code: 'userbuf-malformed' }] })
})

test('a fault of the signature comes with the source of the key', async () => {
  const { value } = mintUserSig({ ...key, sdkSecretKey: 'of another app' })
  const ran = await runHere(['usersig', 'inspect'], env, value)
  expect(ran).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^checked with +the key from TRTC_SDK_SECRET_KEY$/m),
  })
  const json = await runHere(['usersig', 'inspect', '--json'], env, value)
  expect(documentOf(json)).toMatchObject({ keyChecked: true, keySource: 'TRTC_SDK_SECRET_KEY' })
  expect((await runHere(['usersig', 'inspect'], keyless, value)).stdout).not.toContain('checked with')
})

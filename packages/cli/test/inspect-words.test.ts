import { deflateSync, inflateSync } from 'node:zlib'
import { mintPrivateMapKey, mintUserSig, stringRoom } from '@trtc-call/node'
import { expect, test } from 'vitest'
import { documentOf, runCli } from './run-cli.ts'

const sdkSecretKey = 'a'.repeat(64)
const sdkAppId = 1400000000
const env = { TRTC_SDK_APP_ID: String(sdkAppId), TRTC_SDK_SECRET_KEY: sdkSecretKey }
const { TRTC_SDK_SECRET_KEY: _, ...keyless } = env
const base = { sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000 }

const ticketFor = (more: { now?: number } = {}): string =>
  mintPrivateMapKey({ ...base, ...more, room: stringRoom('42'), privileges: ['enter-room'] }).value

/** The same with another document in it. */
function changed(value: string, change: (document: Record<string, unknown>) => void): string {
  const standard = value.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  const document = JSON.parse(inflateSync(Buffer.from(standard, 'base64')).toString())
  change(document)
  const base64 = deflateSync(JSON.stringify(document)).toString('base64')
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

test('a TLS.sig that is missing is not shown as a secret, and the end is told all the same', async () => {
  const value = changed(mintUserSig(base).value, (document) => delete document['TLS.sig'])
  const { code, stdout } = await runCli(['usersig', 'inspect'], env, value)
  expect(code).toBe(1)
  expect(stdout).toContain('TLS.sig is missing')
  expect(stdout).not.toContain('***')
  expect(stdout).toMatch(/^expires +\S+Z, in (24|23) hours$/m)
})

test('one moment is told in one way', async () => {
  const { value } = mintUserSig({ ...base, now: Date.now() - 86_400_000 - 60_000 })
  const { stdout } = await runCli(['usersig', 'inspect'], env, value)
  const age = /^expires .*, (.+) ago$/m.exec(stdout)?.[1]
  expect(stdout).toContain(`it expired ${age} ago`)
})

test.each([
  ['other-app', mintUserSig({ ...base, sdkAppId: 1400000001 }).value, `sdkappid=7&identifier=jack`],
  ['other-user', mintUserSig({ ...base, userId: 'jill' }).value, `sdkappid=${sdkAppId}&identifier=joe`],
])('what is wrong twice over is told once: %s', async (code, value, query) => {
  const address = `https://console.tim.qq.com/v4/x/y?${query}&usersig=${value}&random=1&contenttype=json`
  const ran = await runCli(['usersig', 'inspect', '--user', 'jack', '--json'], keyless, address)
  expect(documentOf(ran)).toMatchObject({ faults: [{ code, vendorCode: expect.any(Number) }] })
})

test('a ticket: how long it lasts, and that the key was not looked at', async () => {
  const good = await runCli(['privatemapkey', 'inspect'], keyless, ticketFor())
  expect(good).toMatchObject({ code: 0, stdout: expect.stringMatching(/^expires .*Z, in (24|23) hours$/m) })
  expect(good.stdout).toContain('whether the key fits was not checked: set TRTC_SDK_SECRET_KEY')
  expect((await runCli(['privatemapkey', 'inspect'], env, ticketFor())).stdout).toContain('and the key fits')
})

test('a ticket: the vendor’s codes, and the kinds of room in so many words', async () => {
  const expired = ticketFor({ now: Date.now() - 100_000_000 })
  const ran = await runCli(['privatemapkey', 'inspect', '--int-room', '42'], env, expired)
  expect(ran.code).toBe(1)
  expect(ran.stdout).toContain('(the vendor answers 70001)')
  expect(ran.stdout).toContain('it is for the string room 42, not for the number room 42')
})

test('a ticket that cannot be read is not called a plain UserSig', async () => {
  const broken = changed(ticketFor(), (document) => Object.assign(document, { 'TLS.userbuf': 'AAAA' }))
  const ran = await runCli(['privatemapkey', 'inspect', '--json'], keyless, broken)
  expect(documentOf(ran)).toMatchObject({ faults: [{ code: 'userbuf-malformed' }] })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../src/doctor/finding.ts'
import { documentOf, runCli } from '../run-cli.ts'
import { doctor, emulate, findingOf, findingsOf, serve, statesOf } from './examinee.ts'

test('all is well: nobody rings, nothing changes, each value’s origin is told', async () => {
  const { emulator, env } = await emulate()
  const before = emulator.requests().length
  const ran = await doctor(env, '--robot', 'robot', '--callee', 'jack', '--identifier', 'administrator')
  expect(findingsOf(ran).filter(({ state }) => state === 'bad')).toEqual([])
  expect(ran.code).toBe(0)
  expect(documentOf(ran).ok).toBe(true)
  const { what = '' } = findingOf(findingsOf(ran), 'origins') ?? {}
  expect(what).toContain('SDKSecretKey from TRTC_SDK_SECRET_KEY')
  expect(what).toContain('administrator from --identifier')
  expect(emulator.calls()).toEqual([])
  expect(emulator.tasks()).toEqual([])
  const asked = emulator.requests().slice(before)
  expect(asked.map(({ operationId }) => operationId)).toEqual([
    ...['getCallback', 'getCallInfo', 'getRecordByFilter', 'accountCheck', 'queryOnlineStatus'],
    'describeStreamIngest',
  ])
  const { host } = new URL(emulator.url)
  expect(findingOf(findingsOf(ran), 'network')).toMatchObject({ state: 'ok', what: expect.stringContaining(host) })
  expect((await runCli(['doctor'], env)).stdout).toMatch(/\nAll is well\.\n$/)
})

const hex = 'f'.repeat(64)

test.each<[string, Record<string, string>, Partial<Finding>]>([
  ['another key', { TRTC_SDK_SECRET_KEY: hex }, { check: 'call-signature', vendorCode: 70009 }],
  ['another app', { TRTC_SDK_APP_ID: '1400000007' }, { check: 'call-signature', vendorCode: 60006 }],
  ['no administrator', { TRTC_IDENTIFIER: 'jack' }, { check: 'call-signature', vendorCode: 60010 }],
  ['a site that there is not', { TRTC_SITE: 'atlantis' }, { check: 'call-access' }],
  ['no site', { TRTC_SITE: '', TRTC_CALL_ENDPOINT: '' }, { check: 'call-access' }],
  [
    'another SecretKey',
    { TENCENTCLOUD_SECRET_KEY: 'x'.repeat(32) },
    { check: 'cloud-signature', vendorCode: 'AuthFailure.SignatureFailure' },
  ],
  [
    'another SecretId',
    { TENCENTCLOUD_SECRET_ID: `AKID${'x'.repeat(32)}` },
    { check: 'cloud-signature', vendorCode: 'AuthFailure.SecretIdNotFound' },
  ],
  ['half of the pair', { TENCENTCLOUD_SECRET_KEY: '' }, { check: 'cloud-access' }],
  ['the SecretKey as the app’s', { TRTC_SDK_SECRET_KEY: 'x'.repeat(32) }, { check: 'secrets' }],
  ['the SecretId as the app’s', { TRTC_SDK_SECRET_KEY: `AKID${'x'.repeat(32)}` }, { check: 'secrets' }],
  ['the app’s key as the SecretKey', { TENCENTCLOUD_SECRET_KEY: hex }, { check: 'secrets' }],
  ['the pair the wrong way round', { TENCENTCLOUD_SECRET_KEY: `AKID${'x'.repeat(32)}` }, { check: 'secrets' }],
  [
    'one secret twice',
    { TENCENTCLOUD_SECRET_ID: 'y'.repeat(36), TENCENTCLOUD_SECRET_KEY: 'y'.repeat(36) },
    { check: 'secrets', what: expect.stringContaining('is the same as SecretId from TENCENTCLOUD_SECRET_ID') },
  ],
  [
    'both keys, each in the other’s place',
    { TRTC_SDK_SECRET_KEY: 'made-up-secret-key-of-the-account', TENCENTCLOUD_SECRET_KEY: hex },
    { check: 'secrets', what: expect.stringContaining('may be swapped') },
  ],
  [
    'one text for both secrets',
    { TRTC_SDK_SECRET_KEY: hex, TENCENTCLOUD_SECRET_KEY: hex },
    { check: 'secrets', what: expect.stringContaining('looks like an app’s key') },
  ],
  ['quotes', { TRTC_SDK_SECRET_KEY: `"${hex}"` }, { check: 'secrets' }],
])('%s is found, with why, and how and where to mend it', async (_, wrong, expected) => {
  const { env } = await emulate()
  const ran = await doctor({ ...env, ...wrong })
  expect(ran.code).toBe(1)
  const found = findingsOf(ran).filter(({ check, state }) => check === expected.check && state === 'bad')
  const whole = {
    ...expected,
    why: expect.any(String),
    mend: expect.any(String),
    where: expect.stringMatching(/^https:\/\/console\./),
  }
  expect(found).toContainEqual(expect.objectContaining(whole))
})

test('what the vendor’s own tools have left is told of, with its file', async () => {
  const { env } = await emulate()
  const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey, ...others } = env
  const file = join(mkdtempSync(join(tmpdir(), 'trtc-call-keys-')), 'credentials')
  const withFile = { ...others, TENCENTCLOUD_CREDENTIALS_FILE: file }
  writeFileSync(file, `[default]\nsecret_id = ${secretId}\nsecret_key = ${secretKey}\n`, { mode: 0o600 })
  const ran = await doctor(withFile)
  expect(findingOf(findingsOf(ran), 'origins')?.what).toContain(`SecretKey from ${file}`)
  expect(statesOf(ran)).toMatchObject({ secrets: 'ok', 'cloud-signature': 'ok' })
  writeFileSync(file, `[default]\nsecret_id = ${hex}\nsecret_key = ${secretKey}\n`)
  const mixed = await doctor(withFile)
  expect(findingOf(findingsOf(mixed), 'secrets')).toMatchObject({
    what: expect.stringMatching(`^SecretId from ${file} looks like`),
  })
  expect(mixed.stdout + mixed.stderr).not.toContain(hex)
  rmSync(dirname(file), { recursive: true })
})

test('a finding in words has why, and how and where to mend it', async () => {
  const { env } = await emulate()
  const { stdout } = await runCli(['doctor'], { ...env, TRTC_SDK_SECRET_KEY: hex })
  // Without the second and third line of what is long.
  const lines = stdout.split('\n').filter((line) => !/^ {27}/.test(line))
  const at = lines.findIndex((line) => line.startsWith('BAD '))
  expect(lines.slice(at, at + 5).map((line) => line.trim().replace(/:? .*/, ''))).toEqual([
    'BAD',
    'expected',
    'why',
    'mend',
    'where',
  ])
  expect(lines.at(-2)).toBe('One thing is bad.')
})

test('the app of another cloud account', async () => {
  const another = { secretId: `AKID${'o'.repeat(32)}`, secretKey: 'o'.repeat(32) }
  const { env } = await emulate({ apps: [{ sdkAppId: 1400000000 }, { sdkAppId: 1400000001, ...another }] })
  const { secretId, secretKey } = another
  const ran = await doctor({ ...env, TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey })
  const found = findingsOf(ran).find(({ state }) => state === 'bad')
  expect(found).toMatchObject({
    check: 'cloud-signature',
    why: expect.stringContaining('another cloud account'),
    where: expect.stringContaining('/cam/'),
  })
})

test('the app of another site', async () => {
  const { emulator, env } = await emulate()
  emulator.script('getCallback', { code: 60026 })
  expect(findingOf(findingsOf(await doctor(env)), 'call-signature')).toMatchObject({
    vendorCode: 60026,
    why: expect.stringContaining('site'),
    where: 'https://console.cloud.tencent.com/trtc/app',
  })
})

test('no package: the commands of Call fail, accounts and the cloud do not', async () => {
  const { env } = await emulate({ edition: 'none' })
  const ran = await doctor(env, '--robot', 'robot')
  expect(statesOf(ran)).toMatchObject({ 'call-signature': 'bad', 'call-accounts': 'ok', 'cloud-signature': 'ok' })
  expect(findingOf(findingsOf(ran), 'call-signature')?.vendorCode).toBe(60020)
})

test.each([
  [400_000, 'bad', 1],
  [-400_000, 'bad', 1],
  [60_000, 'note', 0],
])('a clock that is off by %s ms', async (skewMs, state, code) => {
  const { emulator, env } = await emulate()
  emulator.skew(skewMs)
  const ran = await doctor(env)
  const what = expect.stringContaining(skewMs > 0 ? 'behind' : 'ahead of')
  expect(findingOf(findingsOf(ran), 'clock')).toMatchObject({ state, what, mend: expect.stringContaining('NTP') })
  expect(ran.code).toBe(code)
})

test('DNS, TLS, nobody who listens, and something that is not the vendor', async () => {
  const { env } = await emulate()
  const page = await serve((_, response) => void response.end('<html>'))
  const why = async (endpoint: string): Promise<string | undefined> =>
    findingsOf(await doctor({ ...env, TRTC_CALL_ENDPOINT: endpoint })).find(({ state }) => state === 'bad')?.why
  expect(await why('https://doctor.invalid')).toMatch(/^DNS: /)
  expect(await why(page.replace('http:', 'https:'))).toMatch(/^TLS: /)
  expect(await why('http://127.0.0.1:1')).toMatch(/^nothing listens there/)
  expect(await why(page)).toContain('something between answers')
})

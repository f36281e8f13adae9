import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../src/doctor/finding.ts'
import { documentOf } from '../run-cli.ts'
import { runHere } from '../run-here.ts'
import { doctor, emulate, findingOf, findingsOf, serve, statesOf } from './run-doctor.ts'

test('a working configuration: no one is called, nothing changes, the source of each setting is shown', async () => {
  const { emulator, env } = await emulate()
  const before = emulator.requests().length
  const ran = await doctor(env, '--robot', 'robot', '--callee', 'jack', '--identifier', 'administrator')
  expect(findingsOf(ran).filter(({ state }) => state === 'failed')).toEqual([])
  expect(ran.code).toBe(0)
  expect(documentOf(ran).ok).toBe(true)
  const { summary = '' } = findingOf(findingsOf(ran), 'sources') ?? {}
  expect(summary).toContain('sdkSecretKey from TRTC_SDK_SECRET_KEY')
  expect(summary).toContain('identifier from --identifier')
  expect(emulator.calls()).toEqual([])
  expect(emulator.tasks()).toEqual([])
  const requests = emulator.requests().slice(before)
  expect(requests.map(({ operationId }) => operationId)).toEqual([
    ...['getCallback', 'getCallInfo', 'getRecordByFilter', 'accountCheck', 'queryOnlineStatus'],
    'describeStreamIngest',
  ])
  const { host } = new URL(emulator.url)
  expect(findingOf(findingsOf(ran), 'network')).toMatchObject({ state: 'ok', summary: expect.stringContaining(host) })
  expect((await runHere(['doctor'], env)).stdout).toMatch(/\nNo check failed; 1 warning\.\n$/)
})

const hex = 'f'.repeat(64)

test.each<[string, Record<string, string>, Partial<Finding>]>([
  ['another key', { TRTC_SDK_SECRET_KEY: hex }, { check: 'call-signature', vendorCode: 70009 }],
  ['another app', { TRTC_SDK_APP_ID: '1400000007' }, { check: 'call-signature', vendorCode: 60006 }],
  ['no administrator', { TRTC_IDENTIFIER: 'jack' }, { check: 'call-signature', vendorCode: 60010 }],
  [
    'an unknown site',
    { TRTC_SITE: 'atlantis' },
    { check: 'call-access', summary: expect.stringMatching(/^TRTC_SITE must be one of .*; given: "atlantis"$/) },
  ],
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
    { check: 'secrets', summary: expect.stringContaining('is the same as secretId from TENCENTCLOUD_SECRET_ID') },
  ],
  [
    'both keys, each in the other’s place',
    { TRTC_SDK_SECRET_KEY: 'made-up-secret-key-of-the-account', TENCENTCLOUD_SECRET_KEY: hex },
    { check: 'secrets', summary: expect.stringContaining('may be swapped') },
  ],
  [
    'one text for both keys, by its form',
    { TRTC_SDK_SECRET_KEY: hex, TENCENTCLOUD_SECRET_KEY: hex },
    { check: 'secrets', summary: 'secretKey from TENCENTCLOUD_SECRET_KEY looks like an app’s key' },
  ],
  [
    'one text for both keys, because they are equal',
    { TRTC_SDK_SECRET_KEY: hex, TENCENTCLOUD_SECRET_KEY: hex },
    {
      check: 'secrets',
      summary: 'secretKey from TENCENTCLOUD_SECRET_KEY is the same as sdkSecretKey from TRTC_SDK_SECRET_KEY',
    },
  ],
  ['quotes', { TRTC_SDK_SECRET_KEY: `"${hex}"` }, { check: 'secrets' }],
])('%s is found, with cause, fix and link', async (_, wrong, expected) => {
  const { env } = await emulate()
  const ran = await doctor({ ...env, ...wrong })
  expect(ran.code).toBe(1)
  const found = findingsOf(ran).filter(({ check, state }) => check === expected.check && state === 'failed')
  const complete = {
    ...expected,
    cause: expect.any(String),
    fix: expect.any(String),
    link: expect.stringMatching(/^https:\/\/console\./),
  }
  expect(found).toContainEqual(expect.objectContaining(complete))
})

test('the vendor’s own credential file is checked, too, and named', async () => {
  const { env } = await emulate()
  const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey, ...others } = env
  const file = join(mkdtempSync(join(tmpdir(), 'trtc-call-keys-')), 'credentials')
  const withFile = { ...others, TENCENTCLOUD_CREDENTIALS_FILE: file }
  writeFileSync(file, `[default]\nsecret_id = ${secretId}\nsecret_key = ${secretKey}\n`, { mode: 0o600 })
  const ran = await doctor(withFile)
  expect(findingOf(findingsOf(ran), 'sources')?.summary).toContain(`secretKey from ${file}`)
  expect(statesOf(ran)).toMatchObject({ secrets: 'ok', 'cloud-signature': 'ok' })
  writeFileSync(file, `[default]\nsecret_id = ${hex}\nsecret_key = ${secretKey}\n`)
  const mixed = await doctor(withFile)
  expect(findingOf(findingsOf(mixed), 'secrets')).toMatchObject({
    summary: expect.stringMatching(`^secretId from ${file} looks like`),
  })
  expect(mixed.stdout + mixed.stderr).not.toContain(hex)
  rmSync(dirname(file), { recursive: true })
})

test('the app of another cloud account', async () => {
  const another = { secretId: `AKID${'o'.repeat(32)}`, secretKey: 'o'.repeat(32) }
  const { env } = await emulate({ apps: [{ sdkAppId: 1400000000 }, { sdkAppId: 1400000001, ...another }] })
  const { secretId, secretKey } = another
  const ran = await doctor({ ...env, TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey })
  const found = findingsOf(ran).find(({ state }) => state === 'failed')
  expect(found).toMatchObject({
    check: 'cloud-signature',
    cause: expect.stringContaining('another cloud account'),
    link: expect.stringContaining('/cam/'),
  })
})

test('the app of another site', async () => {
  const { emulator, env } = await emulate()
  emulator.script('getCallback', { code: 60026 })
  expect(findingOf(findingsOf(await doctor(env)), 'call-signature')).toMatchObject({
    vendorCode: 60026,
    cause: expect.stringContaining('site'),
    link: 'https://console.cloud.tencent.com/trtc/app',
  })
})

test('without the package the Call commands fail, the account and cloud checks do not', async () => {
  const { env } = await emulate({ edition: 'none' })
  const ran = await doctor(env, '--robot', 'robot')
  expect(statesOf(ran)).toMatchObject({ 'call-signature': 'failed', 'call-accounts': 'ok', 'cloud-signature': 'ok' })
  expect(findingOf(findingsOf(ran), 'call-signature')?.vendorCode).toBe(60020)
})

test.each([
  [400_000, 'failed', 1],
  [-400_000, 'failed', 1],
  [60_000, 'warning', 0],
])('a clock that differs by %s ms', async (skewMs, state, code) => {
  const { emulator, env } = await emulate()
  emulator.setClockSkew(skewMs)
  const ran = await doctor(env)
  const summary = expect.stringContaining(skewMs > 0 ? 'behind' : 'ahead of')
  expect(findingOf(findingsOf(ran), 'clock')).toMatchObject({ state, summary, fix: expect.stringContaining('NTP') })
  expect(ran.code).toBe(code)
})

test('DNS, TLS, a closed port, and a server that is not the vendor’s', async () => {
  const { env } = await emulate()
  const page = await serve((_, response) => void response.end('<html>'))
  const causeOf = async (endpoint: string): Promise<string | undefined> =>
    findingsOf(await doctor({ ...env, TRTC_CALL_ENDPOINT: endpoint })).find(({ state }) => state === 'failed')?.cause
  expect(await causeOf('https://doctor.invalid')).toMatch(/^DNS: /)
  expect(await causeOf(page.replace('http:', 'https:'))).toMatch(/^TLS: /)
  expect(await causeOf('http://127.0.0.1:1')).toMatch(/^no server listens there/)
  expect(await causeOf(page)).toContain('a proxy or gateway responded')
})

test('keys that are refused for the random task id are valid, and the app is not known to be the account’s', async () => {
  const { emulator, env } = await emulate()
  emulator.script('describeStreamIngest', { code: 'InvalidParameter.TaskId' })
  const ran = await doctor(env)
  expect(findingOf(findingsOf(ran), 'cloud-signature')).toMatchObject({
    state: 'warning',
    summary: expect.stringContaining('keys are valid'),
    vendorCode: 'InvalidParameter.TaskId',
    link: 'https://console.cloud.tencent.com/trtc/app',
  })
  expect(ran.code).toBe(0)
})

test('without a secret, the check of the secrets is skipped', async () => {
  expect(findingsOf(await doctor({}))).toContainEqual({
    check: 'secrets',
    state: 'skipped',
    summary: 'not checked: no secret is set',
  })
})

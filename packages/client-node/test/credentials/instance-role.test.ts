import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { cached, credentialsFromInstanceRole, InputError } from '../../src/index.ts'
import { startMetadataService } from './metadata-service.ts'

const now = 1_700_000_000_000
const minuteMs = 60_000

test('the role is fetched, then its credentials', async () => {
  const { endpoint, paths } = await startMetadataService()
  await expect(credentialsFromInstanceRole({ endpoint })({ now })).resolves.toEqual({
    ...{ secretId: 'AKIDrole1', secretKey: 'temporary', token: 'role-token' },
    expiresAt: 1_700_007_200_000,
  })
  const path = '/latest/meta-data/cam/security-credentials/'
  expect(paths).toEqual([path, `${path}player`])
})

test('a given role is not fetched', async () => {
  const { endpoint, paths } = await startMetadataService({ role: 'a role/with more' })
  await credentialsFromInstanceRole({ endpoint, role: 'a role/with more' })({ now })
  expect(paths).toEqual(['/latest/meta-data/cam/security-credentials/a%20role%2Fwith%20more'])
})

test('they are renewed before they expire, and a short outage of the service has no effect', async () => {
  const { endpoint, state, paths } = await startMetadataService()
  const provider = cached(credentialsFromInstanceRole({ endpoint }))
  await provider({ now })
  await provider({ now: now + 114 * minuteMs })
  expect(paths).toHaveLength(2)
  state.silent = true
  await expect(provider({ now: now + 116 * minuteMs })).resolves.toMatchObject({ secretId: 'AKIDrole1' })
  const late = now + 120 * minuteMs
  const many = Array.from({ length: 8 }, () =>
    expect(provider({ now: late })).rejects.toThrow('did not respond within 1000 ms'),
  )
  await Promise.all(many)
  expect(paths).toHaveLength(4)
  state.silent = false
  state.expiredTime = late / 1000 + 7_200
  const again = await Promise.all(Array.from({ length: 8 }, () => provider({ now: late })))
  expect(new Set(again.map(({ secretId }) => secretId))).toEqual(new Set(['AKIDrole2']))
})

test.each([
  ['no role is bound', { role: undefined }, 'has no role of this instance'],
  ['no response', { silent: true }, 'did not respond within 1000 ms'],
])('if %s, the error lets a chain continue', async (_, state, place) => {
  const { endpoint } = await startMetadataService(state)
  const provider = credentialsFromInstanceRole({ endpoint })
  await expect(provider({ now })).rejects.toMatchObject({
    code: 'ERR_NO_CREDENTIALS',
    sources: [expect.stringContaining(place)],
  })
})

test.each([
  ['another status', { status: 500, body: '' }, 'responded with status 500'],
  ['no JSON', { status: 200, body: 'hidden' }, 'returned no credentials of the role'],
  ['a refusal', { status: 200, body: '{"Code":"InternalError"}' }, 'returned no credentials of the role'],
  ['a long answer', { status: 200, body: 'x'.repeat(20_000) }, 'more than 16384 bytes'],
  [
    'half a key',
    { status: 200, body: '{"Code":"Success","TmpSecretId":"AKID","ExpiredTime":1700007200}' },
    'secretKey',
  ],
])('%s is an error, and not the absence of a role', async (_, answer, message) => {
  const { endpoint } = await startMetadataService({ role: 'player', answer })
  const refused = expect(credentialsFromInstanceRole({ endpoint })({ now })).rejects
  await refused.toThrow(message)
  await refused.not.toMatchObject({ code: 'ERR_NO_CREDENTIALS' })
  await refused.not.toThrow('hidden')
})

test('the environment’s proxy is not used: it would return its own role', async () => {
  const { endpoint } = await startMetadataService()
  const proxy = await startMetadataService({ role: 'proxy' })
  const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.endpoint }
  const script = fileURLToPath(new URL('../processes/ask-metadata.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, endpoint], { env })
  expect(JSON.parse(stdout)).toMatchObject({ secretId: 'AKIDrole1' })
  expect(proxy.paths).toEqual([])
})

test('only loopback, the vendor and link-local addresses are allowed', () => {
  for (const endpoint of [
    'http://example.com',
    'http://tencentyun.com.example.com',
    'nowhere',
    'https://example.com',
    'file:///etc/passwd',
  ]) {
    expect(() => credentialsFromInstanceRole({ endpoint })).toThrow(InputError)
  }
  for (const endpoint of ['http://metadata.tencentyun.com', 'http://169.254.0.23']) {
    expect(() => credentialsFromInstanceRole({ endpoint })).not.toThrow()
  }
})

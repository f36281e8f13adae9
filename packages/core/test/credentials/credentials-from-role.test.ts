import { describe, expect, test } from 'vitest'
import { credentialsProviderCases } from '../../conformance/index.ts'
import { type Credentials, credentialsFromRole, type RoleOptions } from '../../src/index.ts'
import { InputError } from '../../src/input-error.ts'
import { type Received, type Reply, serve } from './serve.ts'
import { isSignedBy } from './tc3.ts'

const now = 1_700_000_000_000
const minuteMs = 60_000
const role = {
  roleArn: 'qcs::cam::uin/100000000001:roleName/player',
  roleSessionName: 'trtc-call',
  edition: 'china',
} as const
const account = { secretId: 'AKIDaccount', secretKey: 'the key of the account' }

/** The vendor's role service, as far as it is needed, with one key that may change. */
async function startSts(key: { current: Credentials } = { current: account }) {
  let assumed = 0
  const answer = (received: Received): Reply => {
    if (!isSignedBy(key.current.secretKey, received)) return refused('AuthFailure.SignatureFailure')
    const timestamp = Number(received.headers['x-tc-timestamp'])
    const { DurationSeconds } = JSON.parse(received.body)
    const made = { TmpSecretId: `AKIDtmp${++assumed}`, TmpSecretKey: 'temporary', Token: 'token' }
    const ExpiredTime = timestamp + DurationSeconds
    return { body: { Response: { Credentials: made, ExpiredTime, Expiration: 'unread', RequestId: 'r' } } }
  }
  return serve(answer)
}

function refused(Code: string): Reply {
  return { body: { Response: { Error: { Code, Message: `no, ${account.secretKey}` }, RequestId: 'r' } } }
}

async function refusal(reply: Reply, options: Partial<RoleOptions> = {}): Promise<string> {
  const { url } = await serve(() => reply)
  const provider = credentialsFromRole({ ...role, credentials: account, endpoint: url, ...options })
  return ((await Promise.resolve(provider({ now })).catch((error: Error) => error)) as Error).message
}

test('it passes the conformance cases', async () => {
  const { url } = await startSts()
  const provider = credentialsFromRole({ ...role, credentials: account, endpoint: url })
  for (const { run } of credentialsProviderCases(provider, { now })) await run()
})

test('the request is that of the vendor’s documentation', async () => {
  const { url, received } = await startSts()
  const credentials = { ...account, token: 'account-token' }
  const provider = credentialsFromRole({ ...role, credentials, endpoint: url, durationSeconds: 900, externalId: 'x-1' })
  await expect(provider({ now })).resolves.toEqual({
    ...{ secretId: 'AKIDtmp1', secretKey: 'temporary', token: 'token' },
    expiresAt: now + 900_000,
  })
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({
    ...{ RoleArn: role.roleArn, RoleSessionName: 'trtc-call', DurationSeconds: 900, ExternalId: 'x-1' },
  })
  expect(received[0]?.headers).toMatchObject({
    'x-tc-action': 'AssumeRole',
    'x-tc-version': '2018-08-13',
    'x-tc-region': 'ap-guangzhou',
    'x-tc-token': 'account-token',
    authorization: expect.stringContaining('/sts/tc3_request'),
  })
})

test.each([
  ['china', 'https://sts.tencentcloudapi.com/', 'ap-guangzhou'],
  ['international', 'https://sts.intl.tencentcloudapi.com/', 'ap-singapore'],
] as const)('an account of the %s edition uses its host', async (edition, address, region) => {
  const asked: unknown[] = []
  const fetch: RoleOptions['fetch'] = async (url, { headers }) => {
    asked.push(url, headers['x-tc-region'])
    throw new Error('no network')
  }
  await expect(credentialsFromRole({ ...role, edition, credentials: account, fetch })({ now })).rejects.toThrow()
  expect(asked).toEqual([address, region])
})

test('it is renewed before it expires, and a failure is not cached', async () => {
  let fails = false
  const { url, received } = await startSts()
  const fetch: RoleOptions['fetch'] = (to, init) =>
    fails ? Promise.reject(new Error('no network')) : globalThis.fetch(to, init)
  const provider = credentialsFromRole({ ...role, credentials: account, endpoint: url, fetch })
  await provider({ now })
  await provider({ now: now + 114 * minuteMs })
  expect(received).toHaveLength(1)
  fails = true
  await expect(provider({ now: now + 116 * minuteMs })).resolves.toMatchObject({ secretId: 'AKIDtmp1' })
  await expect(provider({ now: now + 120 * minuteMs })).rejects.toThrow('could not be reached')
  fails = false
  await expect(provider({ now: now + 120 * minuteMs })).resolves.toMatchObject({ secretId: 'AKIDtmp2' })
})

describe('when the vendor refuses the account’s key', () => {
  test('the provider is called again once', async () => {
    const key = { current: { ...account, secretKey: 'the new key' } as Credentials }
    const { url, received } = await startSts(key)
    const asked: unknown[] = []
    const provider = credentialsFromRole({
      ...role,
      endpoint: url,
      credentials: ({ forceRefresh }) => {
        asked.push(forceRefresh)
        return forceRefresh ? key.current : account
      },
    })
    await expect(provider({ now })).resolves.toMatchObject({ secretId: 'AKIDtmp1' })
    expect(asked).toEqual([undefined, true])
    expect(received).toHaveLength(2)
  })

  test('the same key is not tried again', async () => {
    const { url, received } = await startSts({ current: { ...account, secretKey: 'another' } })
    const provider = credentialsFromRole({ ...role, credentials: account, endpoint: url })
    await expect(provider({ now })).rejects.toThrow('AssumeRole was refused with AuthFailure.SignatureFailure')
    expect(received).toHaveLength(1)
  })
})

test('errors give the reason and no secret', async () => {
  const code = 'UnauthorizedOperation'
  await expect(refusal(refused(code))).resolves.toBe(
    `AssumeRole was refused with ${code}: check the role and the credentials of its account`,
  )
  await expect(refusal({ status: 502, body: account.secretKey })).resolves.toMatch(
    /responded with status 502 and no role$/,
  )
  await expect(refusal({ body: { Response: {} } })).resolves.toMatch(/responded without credentials$/)
  await expect(refusal(refused(`${account.secretKey} !`))).resolves.toContain('an unknown code')
  const incomplete = { Credentials: { TmpSecretId: 'AKIDtmp', TmpSecretKey: 'hidden\n' }, ExpiredTime: 1 }
  const message = await refusal({ body: { Response: incomplete } })
  expect(message).toContain('secretKey begins or ends with white space')
  expect(message).not.toContain('hidden')
})

test('invalid options throw before anything is sent', () => {
  const wrong: Partial<RoleOptions>[] = [
    { roleArn: 'player' },
    { roleSessionName: 'a b' },
    { durationSeconds: 43_201 },
    { durationSeconds: 7.5 },
    { edition: 'mars' as never },
    { endpoint: 'http://sts.example.com' },
    { timeoutMs: 0 },
  ]
  for (const options of wrong) {
    expect(() => credentialsFromRole({ ...role, credentials: account, ...options })).toThrow(InputError)
  }
})

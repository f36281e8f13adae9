import { describe, expect, test } from 'vitest'
import {
  type ConformanceCase,
  credentialsProviderCases,
  hashingCases,
  macCases,
  userSigProviderCases,
} from '../../conformance/index.ts'
import {
  type CredentialsProvider,
  type Hashing,
  type Mac,
  mintUserSig,
  type UserSigProvider,
  webHashing,
} from '../../src/index.ts'

const app = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a key of a test' }
const mint: UserSigProvider = (request) => mintUserSig({ ...app, ...request })
const mac: Mac = webHashing.mac(app.sdkSecretKey)

/** The names of the cases that a subject does not pass. */
async function failing(cases: readonly ConformanceCase[]): Promise<string[]> {
  const failed: string[] = []
  for (const { name, run } of cases)
    await Promise.resolve()
      .then(run)
      .catch(() => failed.push(name.split(': ')[1] ?? ''))
  return failed
}

describe('a broken UserSig provider fails its cases', () => {
  let last: ReturnType<typeof mintUserSig> | undefined
  const broken: Record<string, [UserSigProvider, string]> = {
    'of another app': [(request) => mintUserSig({ ...app, ...request, sdkAppId: 1_400_000_001 }), 'signs for "jack"'],
    'of another key': [(request) => mintUserSig({ ...app, ...request, sdkSecretKey: 'another' }), 'signs for "jack"'],
    'with the clock of the machine': [
      (request) => mintUserSig({ ...app, ...request, now: Date.now() }),
      "uses the request's clock",
    ],
    'with a fixed lifetime': [
      (request) => mintUserSig({ ...app, ...request, lifetimeMs: 86_400_000 }),
      'uses the requested lifetime',
    ],
    'that returns its last signature': [
      (request) => {
        last ??= mintUserSig({ ...app, ...request })
        return last
      },
      'one signature per user, for concurrent requests too',
    ],
    'that counts in seconds': [
      (request) => ({ ...mintUserSig({ ...app, ...request }), expiresAt: request.now / 1000 }),
      'uses the requested lifetime',
    ],
    'whose signature expires earlier': [
      async (request) => {
        const made = await mint(request)
        return { ...made, expiresAt: made.expiresAt + 1_000 }
      },
      'uses the requested lifetime',
    ],
    'that shows its key': [
      async (request) => ({ ...(await mint(request)), keyId: app.sdkSecretKey.slice(0, 6) }),
      'identifies its key without revealing it',
    ],
    'that signs invalid requests': [
      (request) => (/^\S{1,32}$/.test(request.userId) ? mint(request) : mint({ ...request, userId: 'jack' })),
      'rejects invalid requests',
    ],
    'that fails after a forced refresh': [
      (request) => (request.forceRefresh ? Promise.reject(new Error('no')) : mint(request)),
      'signs after a forced refresh',
    ],
  }
  test.each(Object.entries(broken))('%s', async (_, [provider, name]) => {
    await expect(failing(userSigProviderCases(provider, app))).resolves.toContain(name)
  })

  test('a custom verification, without the key', async () => {
    const verify = () => Promise.reject(new Error('not ours'))
    const cases = userSigProviderCases(mint, { sdkAppId: app.sdkAppId, verify })
    await expect(failing(cases)).resolves.toContain('signs for "jack"')
    await expect(failing(userSigProviderCases(mint, { sdkAppId: app.sdkAppId }))).resolves.toEqual([])
  })
})

describe('a broken Mac fails its cases', () => {
  const shared = new Uint8Array(32)
  const broken: Record<string, [Mac, string]> = {
    'of 20 bytes': [async (text) => (await mac(text)).slice(0, 20), '32 bytes'],
    'that is constant': [() => new Uint8Array(32), 'equal for equal texts only'],
    'that reuses its buffer': [
      async (text) => {
        shared.set(await mac(text))
        return shared
      },
      'a result is not overwritten',
    ],
    'that writes into the text': [(text) => mac(text.fill(1)), 'does not change the text'],
    'of another key': [webHashing.mac('another'), 'is HMAC-SHA256 by the key'],
  }
  test.each(Object.entries(broken))('%s', async (_, [provider, name]) => {
    await expect(failing(macCases(provider, { key: app.sdkSecretKey }))).resolves.toContain(name)
  })
})

describe('a broken Hashing fails its cases', () => {
  const broken: Record<string, Hashing> = {
    'in upper case': { ...webHashing, sha256Hex: (data) => webHashing.sha256Hex(data).toUpperCase() },
    'for long texts': { ...webHashing, sha256Hex: (data) => webHashing.sha256Hex(data.slice(0, 199)) },
    'for long keys': { ...webHashing, mac: (key) => webHashing.mac(key.slice(0, 64)) },
  }
  test.each(Object.entries(broken))('%s', async (_, hashing) => {
    await expect(failing(hashingCases(hashing))).resolves.not.toEqual([])
  })
})

describe('a broken credentials provider fails its cases', () => {
  const good = { secretId: 'AKIDtest', secretKey: 'secret' }
  const broken: Record<string, CredentialsProvider> = {
    'without a key': () => ({ secretId: 'AKIDtest', secretKey: '' }),
    'with a newline': () => ({ ...good, secretKey: 'secret\n' }),
    'that has expired': ({ now }) => ({ ...good, expiresAt: now }),
    'that counts in seconds': ({ now }) => ({ ...good, expiresAt: now / 1000 + 3_600 }),
  }
  test.each(Object.entries(broken))('%s', async (_, provider) => {
    await expect(failing(credentialsProviderCases(provider))).resolves.toContain('returns valid credentials')
  })
})

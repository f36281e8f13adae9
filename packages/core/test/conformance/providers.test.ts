import { describe, test } from 'vitest'
import { credentialsProviderCases, macCases, userSigProviderCases } from '../../conformance/index.ts'
import {
  cached,
  macFromCryptoKey,
  mintUserSig,
  type UserSig,
  type UserSigRequest,
  userSigFromKey,
  userSigFromMac,
  webHashing,
} from '../../src/index.ts'

const app = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a key of a test' }
const algorithm = { name: 'HMAC', hash: 'SHA-256' }
const bytes = new TextEncoder().encode(app.sdkSecretKey)
const mac = macFromCryptoKey(await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']))

const userSigProviders = {
  'a key': userSigFromKey(app),
  'a key from elsewhere': userSigFromKey({ ...app, sdkSecretKey: async () => app.sdkSecretKey }),
  'a CryptoKey that cannot be exported': userSigFromMac({ sdkAppId: app.sdkAppId, mac }),
  'a synchronous Mac': userSigFromMac({ sdkAppId: app.sdkAppId, mac: webHashing.mac(app.sdkSecretKey) }),
  'a cache': cached(userSigFromKey(app)),
}

describe('UserSigs from a cache, in the opposite order', () => {
  const cases = userSigProviderCases(cached(userSigFromKey(app)), app)
  for (const { name, run } of cases.toReversed()) test(name, run)
})

for (const [name, provider] of Object.entries(userSigProviders)) {
  describe(`UserSigs from ${name}`, () => {
    for (const { name, run } of userSigProviderCases(provider, app)) test(name, run)
  })
}

describe('UserSigs from a clock of its own, whose second turns before it signs', () => {
  const provider = (request: UserSigRequest): UserSig => {
    const { value, expiresAt } = mintUserSig({ ...app, ...request })
    return { value, expiresAt: expiresAt - 1_000 }
  }
  for (const { name, run } of userSigProviderCases(provider, { ...app, clock: 'own' })) test(name, run)
})

describe('a Mac', () => {
  for (const { name, run } of macCases(mac, { key: app.sdkSecretKey })) test(name, run)
})

describe('credentials that are there', () => {
  const provider = cached(async ({ now }: { readonly now: number }) => {
    return { secretId: 'AKIDtest', secretKey: 'secret', token: 'token', expiresAt: now + 3_600_000 }
  })
  for (const { name, run } of credentialsProviderCases(provider)) test(name, run)
})

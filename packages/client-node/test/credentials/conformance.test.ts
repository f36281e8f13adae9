import { createHmac, createSecretKey, generateKeyPairSync } from 'node:crypto'
import { credentialsProviderCases, hashingCases, macCases, userSigProviderCases } from '@trtc-call/core/conformance'
import { describe, expect, test } from 'vitest'
import { objectHashing } from '../../src/hashing.ts'
import {
  cached,
  credentialsFromEnv,
  credentialsFromInstanceRole,
  InputError,
  macFromKeyObject,
  nodeHashing,
  userSigFromKey,
  userSigFromMac,
} from '../../src/index.ts'
import { nodeRuntime } from '../../src/runtime.ts'
import { startMetadataService } from './metadata-service.ts'

const app = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a key of a test' }
const mac = macFromKeyObject(createSecretKey(app.sdkSecretKey, 'utf8'))

describe.each(Object.entries({ 'one-shot': nodeHashing, objects: objectHashing }))('hashing with %s', (_, hashing) => {
  for (const { name, run } of hashingCases(hashing)) test(name, run)
})

describe('a Mac by a KeyObject', () => {
  for (const { name, run } of macCases(mac, { key: app.sdkSecretKey })) test(name, run)

  test('refuses other keys', () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    expect(() => macFromKeyObject(privateKey)).toThrow(InputError)
  })
})

const providers = {
  'a key': userSigFromKey(app),
  'a key and the vendor’s library': nodeRuntime.userSigFromKey(app),
  'a key from elsewhere': cached(userSigFromKey({ ...app, sdkSecretKey: async () => app.sdkSecretKey })),
  'a KeyObject': userSigFromMac({ sdkAppId: app.sdkAppId, mac }),
  'a KMS': userSigFromMac({
    sdkAppId: app.sdkAppId,
    mac: async (text) => createHmac('sha256', app.sdkSecretKey).update(text).digest(),
  }),
}

describe.each(Object.entries(providers))('UserSigs from %s', (_, provider) => {
  for (const { name, run } of userSigProviderCases(provider, app)) test(name, run)
})

test('the vendor’s library signs with the machine’s clock', async () => {
  const cases = userSigProviderCases(nodeRuntime.userSigFromKey(app), { ...app, clock: 'own' })
  for (const { run } of cases) await run()
})

test('credentials from the environment and the instance role', async () => {
  const { endpoint } = await startMetadataService()
  const env = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'env' }
  for (const provider of [credentialsFromEnv({ env }), credentialsFromInstanceRole({ endpoint })]) {
    for (const { run } of credentialsProviderCases(provider, { now: 1_700_000_000_000 })) await run()
  }
})

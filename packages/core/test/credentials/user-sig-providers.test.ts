import { describe, expect, test } from 'vitest'
import {
  macFromCryptoKey,
  mintUserSig,
  type SecretProvider,
  userSigFromKey,
  userSigFromMac,
  webHashing,
} from '../../src/index.ts'
import { InputError } from '../../src/input-error.ts'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'

const now = 1_700_000_000_000
const app = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a key of a test' }
const request = { sdkAppId: app.sdkAppId, userId: 'jack', lifetimeMs: 86_400_000, now }
const algorithm = { name: 'HMAC', hash: 'SHA-256' }

function importKey(key: string, usages: ('sign' | 'verify')[] = ['sign'], hash = 'SHA-256') {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(key), { ...algorithm, hash }, false, usages)
}

describe('a key from a provider', () => {
  test('is fetched once, and cached until forceRefresh', async () => {
    const asked: boolean[] = []
    let key = 'old'
    const sdkSecretKey: SecretProvider = async ({ forceRefresh }) => {
      asked.push(forceRefresh)
      return key
    }
    const provider = userSigFromKey({ ...app, sdkSecretKey })
    const first = await provider(request)
    expect(inspectUserSig(first.value, { now, sdkSecretKey: 'old' }).faults).toEqual([])
    key = 'new'
    expect(await provider({ ...request, userId: 'jill' })).toMatchObject({ keyId: first.keyId })
    expect(asked).toEqual([false])
    const second = await provider({ ...request, forceRefresh: true })
    expect(inspectUserSig(second.value, { now, sdkSecretKey: 'new' }).faults).toEqual([])
    expect(second.keyId).not.toBe(first.keyId)
    expect(await provider(request)).toEqual(second)
    expect(asked).toEqual([false, true])
  })

  test('that fails is fetched again; an invalid one is refused without being shown', async () => {
    let answer: () => string = () => {
      throw new Error('the vault is sealed')
    }
    const provider = userSigFromKey({ ...app, sdkSecretKey: async () => answer() })
    await expect(provider(request)).rejects.toThrow('the vault is sealed')
    answer = () => 'hidden\n'
    const refused = expect(provider(request)).rejects
    await refused.toThrow(InputError)
    await refused.not.toThrow('hidden')
    answer = () => 'good'
    await expect(provider(request)).resolves.toMatchObject({ expiresAt: now + 86_400_000 })
  })

  test('that is synchronous signs synchronously', () => {
    const provider = userSigFromKey({ ...app, sdkSecretKey: () => app.sdkSecretKey })
    expect(provider(request)).toEqual(userSigFromKey(app)(request))
  })
})

describe('the key id', () => {
  test('is the same for the same key however it is stored, differs for another key, and is no part of it', async () => {
    const { keyId } = await userSigFromKey(app)(request)
    expect(keyId).toMatch(/^[0-9a-f]{12}$/)
    const held = userSigFromMac({ sdkAppId: app.sdkAppId, mac: macFromCryptoKey(await importKey(app.sdkSecretKey)) })
    expect(await held(request)).toMatchObject({ keyId })
    expect(await userSigFromKey({ ...app, sdkSecretKey: 'another' })(request)).not.toMatchObject({ keyId })
    expect(webHashing.sha256Hex(app.sdkSecretKey)).not.toContain(keyId)
  })

  test('of a Mac is computed again at a forceRefresh, because the key may have changed', async () => {
    let mac = webHashing.mac('old')
    const provider = userSigFromMac({ sdkAppId: app.sdkAppId, mac: async (text) => mac(text) })
    const first = await provider(request)
    mac = webHashing.mac('new')
    expect(await provider({ ...request, forceRefresh: true })).not.toMatchObject({ keyId: first.keyId })
  })

  test('of a Mac is the given one, and no MAC is computed for it', async () => {
    const texts: string[] = []
    const mac = (text: Uint8Array) => {
      texts.push(new TextDecoder().decode(text))
      return new Uint8Array(32)
    }
    expect(await userSigFromMac({ sdkAppId: app.sdkAppId, mac, keyId: 'key-1' })(request)).toMatchObject({
      keyId: 'key-1',
    })
    expect(texts).toHaveLength(1)
    expect(texts[0]).toMatch(/^TLS.identifier:jack\n/)
  })
})

describe('a Mac', () => {
  test('makes the same bytes as the key', async () => {
    const held = userSigFromMac({ sdkAppId: app.sdkAppId, mac: macFromCryptoKey(await importKey(app.sdkSecretKey)) })
    for (const userId of ['jack', '李雷', 'x'.repeat(32)]) {
      const { value, expiresAt } = mintUserSig({ ...app, userId, lifetimeMs: 86_400_000, now })
      expect(await held({ ...request, userId })).toMatchObject({ value, expiresAt })
    }
  })

  test.each([
    ['20 bytes', () => new Uint8Array(20)],
    ['hexadecimal text', () => 'ab'.repeat(32) as unknown as Uint8Array],
    ['nothing', () => undefined as unknown as Uint8Array],
  ])('that returns %s throws an InputError', async (_, mac) => {
    const provider = userSigFromMac({ sdkAppId: app.sdkAppId, mac: async () => mac(), keyId: 'key-1' })
    await expect(provider(request)).rejects.toThrow('mac must return 32 bytes (HMAC-SHA256)')
  })

  test('of an unsuitable CryptoKey throws an InputError', async () => {
    const wrongHash = await importKey('key', ['sign'], 'SHA-1')
    const onlyVerifies = await importKey('key', ['verify'])
    const wrongKind = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
    for (const key of [wrongHash, onlyVerifies, wrongKind, undefined as never]) {
      expect(() => macFromCryptoKey(key)).toThrow(InputError)
    }
  })
})

test('the key of one app does not sign for another', async () => {
  const mac = webHashing.mac(app.sdkSecretKey)
  for (const provider of [userSigFromKey(app), userSigFromMac({ sdkAppId: app.sdkAppId, mac })]) {
    expect(() => provider({ ...request, sdkAppId: 1_400_000_001 })).toThrow('given 1400000001')
  }
})

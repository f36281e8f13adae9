import { InputError } from '../input-error.ts'

/**
 * Returns the HMAC-SHA256 of bytes (32 bytes), by a key that may never leave its hardware.
 *
 * @example
 * const mac: Mac = async (text) => (await kms.generateMac({ keyId, macAlgorithm: 'HMAC_SHA_256', message: text })).mac
 */
export type Mac = (text: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** The fields of a `CryptoKey` that are read, so that these types work with every runtime's types. */
export interface HmacKey {
  readonly type: string
  readonly extractable: boolean
  readonly algorithm: { readonly name: string }
  readonly usages: readonly string[]
}

/**
 * Makes a {@link Mac} of a WebCrypto key, which need not be extractable.
 *
 * @throws InputError when the key is not for HMAC with SHA-256, or may not sign.
 * @example
 * const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
 * const userSig = userSigFromMac({ sdkAppId: 1400000000, mac: macFromCryptoKey(key) })
 * @see {@link https://www.w3.org/TR/webcrypto-2/#hmac}
 */
export function macFromCryptoKey(key: HmacKey): Mac {
  const hash = (key?.algorithm as { readonly hash?: { readonly name?: string } } | undefined)?.hash?.name
  if (key?.algorithm?.name !== 'HMAC' || hash !== 'SHA-256') {
    throw new InputError('key', 'type', 'must be a CryptoKey for HMAC with SHA-256')
  }
  if (!key.usages.includes('sign')) throw new InputError('key', 'type', 'must have "sign" among its usages')
  const own = key as Parameters<typeof crypto.subtle.sign>[1]
  return async (text) => new Uint8Array(await crypto.subtle.sign('HMAC', own, text as Uint8Array<ArrayBuffer>))
}

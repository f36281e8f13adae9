import { toHex } from './hex.ts'
import { hmacSha256, sha256 } from './sha256.ts'
import { utf8 } from './utf8.ts'

/**
 * HMAC-SHA256 with a prepared key: returns 32 bytes for a message. A string is encoded as UTF-8.
 *
 * @example
 * const signature: Uint8Array = mac('TLS.identifier:jack\n')
 */
export type PreparedMac = (message: string | Uint8Array) => Uint8Array

/**
 * The two primitives of all signing here. Both are synchronous: for messages this small, awaiting WebCrypto takes many times
 * longer than the work itself.
 *
 * @example
 * mintUserSig({ sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000, hashing: webHashing })
 */
export interface Hashing {
  /** SHA-256 as 64 lower-case hexadecimal digits. */
  sha256Hex(data: string | Uint8Array): string
  /** Prepares a key of any length. Keep the result as long as the key is used. */
  mac(key: string | Uint8Array): PreparedMac
}

/**
 * {@link Hashing} in plain JavaScript, for every runtime.
 *
 * @example
 * webHashing.sha256Hex('') // 'e3b0c442…'
 * @see {@link https://www.rfc-editor.org/rfc/rfc2104}
 */
export const webHashing: Hashing = {
  sha256Hex: (data) => toHex(sha256(utf8(data))),
  mac(key) {
    const mac = hmacSha256(utf8(key))
    return (message) => mac(utf8(message))
  },
}

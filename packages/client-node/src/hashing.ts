import crypto, { type KeyObject } from 'node:crypto'
import type { Hashing, PreparedMac } from '@trtc-call/core'

const blockBytes = 64
const digestBytes = 32
/** Room for any text that is signed here; longer messages go the general way. */
const maxShortMessage = 1024

/**
 * {@link Hashing} on `node:crypto`.
 *
 * @example
 * mintUserSig({ sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000, hashing: nodeHashing })
 * @see {@link https://nodejs.org/api/crypto.html}
 */
// Some runtimes with `node:crypto` lack the one-shot function, which is twice as fast as objects for messages this small.
export const nodeHashing: Hashing =
  typeof crypto.hash === 'function' ? { sha256Hex: oneShotHex, mac: oneShotMac } : { sha256Hex: hashHex, mac: hmacMac }

/** {@link Hashing} on the `Hash` and `Hmac` objects alone. */
export const objectHashing: Hashing = { sha256Hex: hashHex, mac: hmacMac }

function oneShotHex(data: string | Uint8Array): string {
  return crypto.hash('sha256', data, 'hex')
}

function hashHex(data: string | Uint8Array): string {
  return crypto.createHash('sha256').update(data).digest('hex')
}

function hmacMac(key: string | Uint8Array): PreparedMac {
  // Node 24 takes several times longer with a Buffer than with a KeyObject.
  const prepared = keyObject(key)
  return (message) => crypto.createHmac('sha256', prepared).update(message).digest()
}

function keyObject(key: string | Uint8Array): KeyObject {
  return crypto.createSecretKey(Buffer.from(key as string))
}

/** HMAC as RFC 2104 defines it, of two one-shot hashes over buffers that already begin with the padded key. */
function oneShotMac(key: string | Uint8Array): PreparedMac {
  const inner = Buffer.alloc(blockBytes + maxShortMessage, 0x36)
  const outer = Buffer.alloc(blockBytes + digestBytes, 0x5c)
  for (const [index, byte] of keyBlock(key).entries()) {
    inner[index] = byte ^ 0x36
    outer[index] = byte ^ 0x5c
  }
  const general = hmacMac(key)
  return (message) => {
    // Three bytes is the most that one unit of UTF-16 becomes.
    if (message.length * 3 > maxShortMessage) return general(message)
    const length = put(message, inner)
    // 'binary' makes a digest a string of 32 characters; a Buffer for it costs more than the hash.
    outer.write(crypto.hash('sha256', inner.subarray(0, blockBytes + length), 'binary'), blockBytes, 'binary')
    return binaryBytes(crypto.hash('sha256', outer, 'binary'))
  }
}

function keyBlock(key: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(key as string)
  return bytes.length > blockBytes ? crypto.createHash('sha256').update(bytes).digest() : bytes
}

function put(message: string | Uint8Array, inner: Buffer): number {
  if (typeof message === 'string') return inner.write(message, blockBytes)
  inner.set(message, blockBytes)
  return message.length
}

function binaryBytes(digest: string): Uint8Array {
  const bytes = new Uint8Array(digestBytes)
  for (let index = 0; index < digestBytes; index++) bytes[index] = digest.charCodeAt(index)
  return bytes
}

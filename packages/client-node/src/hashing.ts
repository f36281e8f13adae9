import crypto, { type KeyObject } from 'node:crypto'
import type { Hashing, PreparedMac } from '@trtc-call/core'

const blockBytes = 64
const digestBytes = 32
/** Enough for all texts that are signed here. Longer messages take the general path. */
const maxShortMessage = 1024

/**
 * {@link Hashing} on `node:crypto`.
 *
 * @example
 * mintUserSig({ sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000, hashing: nodeHashing })
 * @see {@link https://nodejs.org/api/crypto.html}
 */
// Some runtimes with `node:crypto` lack the one-shot function, which is twice as fast for messages this small.
export const nodeHashing: Hashing =
  typeof crypto.hash === 'function' ? { sha256Hex: oneShotHex, mac: oneShotMac } : { sha256Hex: hashHex, mac: hmacMac }

/** {@link Hashing} with `Hash` and `Hmac` objects only. */
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

/** HMAC (RFC 2104) with two one-shot hashes, over buffers that start with the padded key. */
function oneShotMac(key: string | Uint8Array): PreparedMac {
  const inner = Buffer.alloc(blockBytes + maxShortMessage, 0x36)
  const outer = Buffer.alloc(blockBytes + digestBytes, 0x5c)
  for (const [index, byte] of keyBlock(key).entries()) {
    inner[index] = byte ^ 0x36
    outer[index] = byte ^ 0x5c
  }
  const general = hmacMac(key)
  return (message) => {
    // One UTF-16 unit becomes at most three bytes.
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

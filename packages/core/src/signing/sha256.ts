const blockBytes = 64
const lengthBytes = 8
const word = 2 ** 32

/** Eight words of 32 bits. The named indices tell the compiler that they exist. */
type Words = Int32Array & { [place in 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7]: number }

// The constants are the first 32 fractional bits of the square and cube roots of the first primes. Computing them is shorter
// than listing them. A double has 53 bits, so an engine whose roots differ in the last bit computes the same constants.
const start = /* @__PURE__ */ fractions(8, Math.sqrt)
const constants = /* @__PURE__ */ fractions(64, Math.cbrt)

// Allocating typed arrays costs more than filling them. The code is synchronous, so no two calls share them at once.
const schedule = /* @__PURE__ */ new Int32Array(64)
const tail = /* @__PURE__ */ new Uint8Array(2 * blockBytes)

/**
 * Computes SHA-256 (32 bytes).
 *
 * @see {@link https://doi.org/10.6028/NIST.FIPS.180-4}
 */
export function sha256(data: Uint8Array): Uint8Array {
  return finish(start, data, 0)
}

/**
 * Prepares HMAC-SHA256 with a key: its inner and outer blocks are hashed only once.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc2104}
 */
export function hmacSha256(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const short = key.length > blockBytes ? sha256(key) : key
  const inner = absorbPadded(short, 0x36)
  const outer = absorbPadded(short, 0x5c)
  return (message) => finish(outer, finish(inner, message, blockBytes), blockBytes)
}

function fractions(count: number, root: (value: number) => number): Words {
  const words = new Int32Array(count)
  for (let found = 0, candidate = 2; found < count; candidate++) {
    let divisor = 2
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor++
    if (divisor * divisor > candidate) words[found++] = root(candidate) * word
  }
  return words as Words
}

function absorbPadded(key: Uint8Array, pad: number): Words {
  const block = new Uint8Array(blockBytes).fill(pad)
  for (const [index, byte] of key.entries()) block[index] = byte ^ pad
  const state = start.slice() as Words
  compress(state, block, 0)
  return state
}

/** Computes the digest from a state after `before` bytes. */
function finish(from: Words, data: Uint8Array, before: number): Uint8Array {
  const state = from.slice() as Words
  let at = 0
  for (; at + blockBytes <= data.length; at += blockBytes) compress(state, data, at)
  const left = data.length - at
  const size = left + lengthBytes < blockBytes ? blockBytes : 2 * blockBytes
  tail.set(at === 0 ? data : data.subarray(at))
  tail.fill(0, left, size)
  tail[left] = 0x80
  const bits = (before + data.length) * 8
  putWord(tail, size - lengthBytes, bits / word)
  putWord(tail, size - lengthBytes / 2, bits)
  for (let block = 0; block < size; block += blockBytes) compress(state, tail, block)
  const digest = new Uint8Array(32)
  for (let index = 0; index < 8; index++) putWord(digest, index * 4, state[index as 0])
  return digest
}

function putWord(out: Uint8Array, at: number, value: number): void {
  out[at] = value >>> 24
  out[at + 1] = value >>> 16
  out[at + 2] = value >>> 8
  out[at + 3] = value
}

/** Compresses one block into the state. The letters are those of the standard. */
function compress(state: Words, bytes: Uint8Array, from: number): void {
  fillSchedule(bytes, from)
  let { 0: a, 1: b, 2: c, 3: d, 4: e, 5: f, 6: g, 7: h } = state
  for (let t = 0; t < 64; t++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + sum1 + (g ^ (e & (f ^ g))) + (constants[t] as number) + (schedule[t] as number)) | 0
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (sum0 + ((a & b) | (c & (a | b)))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
  state[4] += e
  state[5] += f
  state[6] += g
  state[7] += h
}

/** The message schedule: the block's 16 words and 48 derived ones. */
function fillSchedule(bytes: Uint8Array, from: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = wordAt(bytes, from + t * 4)
  for (let t = 16; t < 64; t++) {
    const x = schedule[t - 15] as number
    const y = schedule[t - 2] as number
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    schedule[t] = sigma0 + sigma1 + (schedule[t - 16] as number) + (schedule[t - 7] as number)
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  )
}

import { createHash, randomBytes } from 'node:crypto'

/** A source of random values. */
export interface Randomness {
  bytes(count: number): Buffer
  /** 0 ≤ n < 1. */
  fraction(): number
  /** A version 4 UUID. */
  uuid(): string
}

/** Each purpose has its own source, so that an additional request does not change the id of the next call. */
export type Purpose = 'calls' | 'rooms' | 'tasks' | 'requests' | 'faults'

/** Random without a seed, reproducible with one. */
export function createRandomness(seed: number | undefined): Readonly<Record<Purpose, Randomness>> {
  const source = (purpose: Purpose) => fromBytes(seed === undefined ? pooled() : seeded(`${seed} ${purpose}`))
  return {
    calls: source('calls'),
    rooms: source('rooms'),
    tasks: source('tasks'),
    requests: source('requests'),
    faults: source('faults'),
  }
}

function fromBytes(bytes: (count: number) => Buffer): Randomness {
  return {
    bytes,
    fraction: () => bytes(4).readUInt32BE() / 2 ** 32,
    uuid() {
      const id = bytes(16)
      id[6] = ((id[6] as number) & 0x0f) | 0x40
      id[8] = ((id[8] as number) & 0x3f) | 0x80
      const hex = id.toString('hex')
      const head = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}`
      return `${head}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
  }
}

const poolBytes = 4_096

/** Fetches many bytes at a time, because each request needs a few. */
function pooled(): (count: number) => Buffer {
  let pool = Buffer.alloc(0)
  let used = 0
  return (count) => {
    if (used + count > pool.length) {
      pool = randomBytes(poolBytes)
      used = 0
    }
    used += count
    return pool.subarray(used - count, used)
  }
}

/** Hashes the seed and a counter. Callers need at most 32 bytes at a time. */
function seeded(seed: string): (count: number) => Buffer {
  let count = 0
  return (length) => {
    count += 1
    return createHash('sha256').update(`${seed} ${count}`).digest().subarray(0, length)
  }
}

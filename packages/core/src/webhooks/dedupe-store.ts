import { checkNumber } from '../check-value.ts'

/**
 * Remembers the keys of handled events. When several processes receive webhooks, give the handler a shared store: it sets a
 * key only if it does not exist (Redis `SET key 1 NX EX 3600`) and keeps it for at least the minute in which the vendor
 * repeats deliveries.
 *
 * @example
 * const dedupe: DedupeStore = {
 *   add: async (key) => (await redis.set(`trtc:${key}`, '1', { NX: true, EX: 3600 })) === 'OK',
 *   remove: async (key) => void (await redis.del(`trtc:${key}`)),
 * }
 */
export interface DedupeStore {
  /** Adds the key and returns whether it was new. Must be atomic: of two concurrent calls, only one returns true. */
  add(key: string): boolean | Promise<boolean>
  /** Removes the key of an event that could not be handled, so that its next delivery is handled. */
  remove(key: string): void | Promise<void>
}

const defaultMaxEntries = 10_000

/**
 * A dedupe store in memory. It keeps the latest `maxEntries` keys, 10 000 by default (about 2 MB), and evicts older ones; the
 * vendor does not repeat a delivery after a minute.
 *
 * @throws InputError when `maxEntries` is not a positive integer.
 * @example
 * const handle = createWebhookHandler({ …, dedupe: createDedupeStore({ maxEntries: 100_000 }) })
 */
export function createDedupeStore({
  maxEntries = defaultMaxEntries,
}: {
  readonly maxEntries?: number
} = {}): DedupeStore {
  checkNumber('maxEntries', maxEntries, { min: 1, step: 1 })
  const keys = new Set<string>()
  return {
    add(key) {
      if (keys.has(key)) return false
      keys.add(key)
      if (keys.size > maxEntries) for (const oldest of keys) return keys.delete(oldest)
      return true
    },
    remove(key) {
      keys.delete(key)
    },
  }
}

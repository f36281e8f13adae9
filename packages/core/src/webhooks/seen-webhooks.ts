import { checkNumber } from '../check-value.ts'

/**
 * Remembers which events have been handed on. Bring your own where several processes receive: a key that is set only if it
 * is not there yet (Redis `SET key 1 NX EX 3600`), for at least the minute in which the vendor sends again.
 *
 * @example
 * const duplicates: SeenWebhooks = {
 *   add: async (key) => (await redis.set(`trtc:${key}`, '1', { NX: true, EX: 3600 })) === 'OK',
 *   remove: async (key) => void (await redis.del(`trtc:${key}`)),
 * }
 */
export interface SeenWebhooks {
  /** Whether the key is new; from now on it is not. One step: of two at once, only one may be told yes. */
  add(key: string): boolean | Promise<boolean>
  /** Forgets a key whose event could not be handled, so that its next delivery is handed on. */
  remove(key: string): void | Promise<void>
}

const keysKept = 10_000

/**
 * The memory of one process: the latest 10 000 keys unless told, some 2 MB when full. What is older is forgotten, and would
 * be handed on again; the vendor does not send it again after a minute.
 *
 * @throws InputError when `most` is not a positive integer.
 * @example
 * const handle = createWebhookHandler({ …, duplicates: createSeenWebhooks({ most: 100_000 }) })
 */
export function createSeenWebhooks({ most = keysKept }: { readonly most?: number } = {}): SeenWebhooks {
  checkNumber('most', most, { min: 1, step: 1 })
  const keys = new Set<string>()
  return {
    add(key) {
      if (keys.has(key)) return false
      keys.add(key)
      if (keys.size > most) for (const oldest of keys) return keys.delete(oldest)
      return true
    },
    remove(key) {
      keys.delete(key)
    },
  }
}

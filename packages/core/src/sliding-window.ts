import type { Clock } from './clock.ts'
import { onAbort } from './on-abort.ts'

/** The vendor's own limit for a request. One without an answer is then taken to have arrived; else it could stop all others. */
const vendorTimeoutMs = 3_000
/**
 * Those who wait go at up to this many times the limit's pace, not all at once: a burst makes its own answers slow, and with
 * them the next window.
 */
const maxQueuePace = 4
/** What a late timer may make good, in milliseconds. */
const timerToleranceMs = 10

/** One request that counts. Nobody can tell when it arrives, only that it has when it is answered. */
interface Slot {
  freeAt: number
}

/** To be called when the request was answered. */
type Release = () => void

/** How a window counts, and how those wait who find no room. */
export interface WindowOptions {
  readonly clock: Clock
  /** See `createLimiter`. */
  readonly sharedQueue: boolean
}

interface Queued {
  readonly resolve: (leave: Release) => void
  readonly reject: (reason: unknown) => void
}

/** One who waits without a queue. */
interface Waiter {
  polledAt: number
}

/** How many more requests may arrive somewhere, in the order in which they asked. */
export class SlidingWindow {
  readonly #requests: number
  readonly #perMs: number
  readonly #clock: Clock
  readonly #sharedQueue: boolean
  #slots: Slot[] = []
  #lastNow = Number.NEGATIVE_INFINITY
  /** In the order of their coming. */
  readonly #queue = new Set<Queued>()
  readonly #waiters = new Set<Waiter>()
  #serving = false
  /** Whoever is in the queue goes no earlier. */
  #nextAt = Number.NEGATIVE_INFINITY
  /** The queue sleeps until then, or until `#wake` is called. */
  #sleepingUntil = Number.NEGATIVE_INFINITY
  #wake: (() => void) | undefined

  constructor(requests: number, perMs: number, { clock, sharedQueue }: WindowOptions) {
    this.#requests = requests
    this.#perMs = perMs
    this.#clock = clock
    this.#sharedQueue = sharedQueue
  }

  /** Whether nothing that came before matters any more. */
  get idle(): boolean {
    const now = this.#clock.now()
    if (this.#queue.size > 0 || this.#slots.some(({ freeAt }) => freeAt > now)) return false
    return ![...this.#waiters].some((looker) => this.#isAlive(looker, now))
  }

  acquire(signal: AbortSignal | undefined): Promise<Release> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (this.#queue.size === 0 && this.#waiters.size === 0 && this.#msUntilFree() <= 0)
      return Promise.resolve(this.#takeSlot())
    return this.#sharedQueue ? this.#enqueue(signal) : this.#pollUntilFree(signal)
  }

  #enqueue(signal: AbortSignal | undefined): Promise<Release> {
    let unfollow: (() => void) | undefined
    const entered = new Promise<Release>((enter, fail) => {
      const waiting: Queued = { resolve: enter, reject: fail }
      this.#queue.add(waiting)
      unfollow = signal && onAbort(signal, () => this.#cancel(waiting, signal.reason))
    })
    if (!this.#serving) this.#serveQueue()
    return unfollow === undefined ? entered : entered.finally(unfollow)
  }

  /**
   * In a worker a timer ends with the request that set it, so nobody can be let in by another one: each looks for itself.
   * Those who came first go first, unless they have not looked for so long that their requests must be gone.
   */
  async #pollUntilFree(signal: AbortSignal | undefined): Promise<Release> {
    const looker: Waiter = { polledAt: 0 }
    try {
      for (;;) {
        const ms = this.#msUntilFree()
        looker.polledAt = this.#clock.now()
        this.#waiters.add(looker)
        if (ms <= 0 && this.#isNext(looker)) return this.#takeSlot()
        await this.#clock.sleep(Math.min(Math.max(ms, this.#perMs / 40), this.#perMs / 4), signal)
      }
    } finally {
      this.#waiters.delete(looker)
    }
  }

  #isNext(looker: Waiter): boolean {
    let free = this.#requests - this.#slots.length
    for (const other of this.#waiters) {
      if (other === looker || free <= 0) break
      if (this.#isAlive(other, looker.polledAt)) free -= 1
      else this.#waiters.delete(other)
    }
    return free > 0
  }

  #isAlive({ polledAt: lookedAt }: Waiter, now: number): boolean {
    return Math.abs(now - lookedAt) < this.#perMs
  }

  #cancel(waiting: Queued, reason: unknown): void {
    this.#queue.delete(waiting)
    waiting.reject(reason)
    if (this.#queue.size === 0) this.#wake?.()
  }

  async #serveQueue(): Promise<void> {
    this.#serving = true
    try {
      for (const waiting of this.#queue) {
        for (let ms = this.#msUntilNextInQueue(); ms > 0 && this.#queue.has(waiting); ms = this.#msUntilNextInQueue())
          await this.#sleep(ms)
        if (!this.#queue.delete(waiting)) continue
        const gapMs = this.#perMs / this.#requests / maxQueuePace
        this.#nextAt = Math.max(this.#nextAt, this.#clock.now() - timerToleranceMs) + gapMs
        waiting.resolve(this.#takeSlot())
      }
    } catch (reason) {
      // A clock that cannot sleep.
      for (const waiting of this.#queue) this.#cancel(waiting, reason)
    } finally {
      this.#serving = false
    }
  }

  async #sleep(ms: number): Promise<void> {
    const waking = new AbortController()
    this.#sleepingUntil = this.#clock.now() + ms
    this.#wake = () => waking.abort()
    try {
      await this.#clock.sleep(ms, waking.signal)
    } catch (reason) {
      if (!waking.signal.aborted) throw reason
    } finally {
      this.#wake = undefined
    }
  }

  #takeSlot(): Release {
    const place = { freeAt: this.#clock.now() + vendorTimeoutMs + this.#perMs }
    this.#slots.push(place)
    return () => this.#release(place)
  }

  #release(place: Slot): void {
    const freeAt = this.#clock.now() + this.#perMs
    if (freeAt >= place.freeAt) return
    place.freeAt = freeAt
    if (freeAt < this.#sleepingUntil) this.#wake?.()
  }

  #msUntilNextInQueue(): number {
    return Math.max(this.#msUntilFree(), this.#nextAt - this.#clock.now())
  }

  /** Until the next place is free. */
  #msUntilFree(): number {
    const now = this.#clock.now()
    if (now < this.#lastNow) this.#clockMovedBack(now)
    this.#lastNow = now
    if (this.#slots.length < this.#requests) return 0
    this.#slots = this.#slots.filter(({ freeAt }) => freeAt > now)
    if (this.#slots.length < this.#requests) return 0
    return Math.min(...this.#slots.map(({ freeAt }) => freeAt)) - now
  }

  /** A clock that was set back must not hold requests for longer than a window. */
  #clockMovedBack(now: number): void {
    this.#nextAt = Math.min(this.#nextAt, now)
    for (const place of this.#slots) place.freeAt = Math.min(place.freeAt, now + this.#perMs)
  }
}

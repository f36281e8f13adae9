import type { Clock } from '../clock.ts'
import { onAbort } from '../on-abort.ts'
import type { Release } from './limiter.ts'

/** The vendor times out after 3 s; an unanswered request then frees its slot. */
const vendorTimeoutMs = 3_000
/** The queue sends at most at this multiple of the limit's pace: a burst would delay its own responses, and the next window. */
const maxQueuePace = 4
/** How much delay of a late timer the queue catches up, in milliseconds. */
const timerToleranceMs = 10

/** A request that counts against the limit. Only its response shows that it has arrived. */
interface Slot {
  /** When it leaves the window. */
  freeAt: number
}

/** Options of a window. */
export interface WindowOptions {
  readonly clock: Clock
  /** See `createLimiter`. */
  readonly sharedQueue: boolean
}

interface Queued {
  readonly resolve: (release: Release) => void
  readonly reject: (reason: unknown) => void
}

/** A request that polls for a slot, without a queue. */
interface Waiter {
  polledAt: number
}

/** Limits the requests in any window of `perMs`. Grants slots in the order of the calls. */
export class SlidingWindow {
  readonly #requests: number
  readonly #perMs: number
  readonly #clock: Clock
  readonly #sharedQueue: boolean
  #slots: Slot[] = []
  #lastNow = Number.NEGATIVE_INFINITY
  readonly #queue = new Set<Queued>()
  readonly #waiters = new Set<Waiter>()
  #serving = false
  /** The next queued request is not granted earlier. */
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

  /** Whether the window has no state that still matters. */
  get idle(): boolean {
    const now = this.#clock.now()
    if (this.#queue.size > 0 || this.#slots.some(({ freeAt }) => freeAt > now)) return false
    return ![...this.#waiters].some((waiter) => this.#isAlive(waiter, now))
  }

  acquire(signal: AbortSignal | undefined): Promise<Release> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    const isFree = this.#queue.size === 0 && this.#waiters.size === 0 && this.#msUntilFree() <= 0
    if (isFree) return Promise.resolve(this.#takeSlot())
    return this.#sharedQueue ? this.#enqueue(signal) : this.#pollUntilFree(signal)
  }

  #enqueue(signal: AbortSignal | undefined): Promise<Release> {
    let removeListener: (() => void) | undefined
    const granted = new Promise<Release>((resolve, reject) => {
      const queued: Queued = { resolve, reject }
      this.#queue.add(queued)
      removeListener = signal && onAbort(signal, () => this.#cancel(queued, signal.reason))
    })
    if (!this.#serving) this.#serveQueue()
    return removeListener === undefined ? granted : granted.finally(removeListener)
  }

  /**
   * In a worker a timer ends with the request that set it, so no request can wake another: each polls. Earlier requests go first,
   * unless they have not polled for a whole window, which means that they are gone.
   */
  async #pollUntilFree(signal: AbortSignal | undefined): Promise<Release> {
    const waiter: Waiter = { polledAt: 0 }
    try {
      for (;;) {
        const ms = this.#msUntilFree()
        waiter.polledAt = this.#clock.now()
        this.#waiters.add(waiter)
        if (ms <= 0 && this.#isNext(waiter)) return this.#takeSlot()
        await this.#clock.sleep(Math.min(Math.max(ms, this.#perMs / 40), this.#perMs / 4), signal)
      }
    } finally {
      this.#waiters.delete(waiter)
    }
  }

  #isNext(waiter: Waiter): boolean {
    let free = this.#requests - this.#slots.length
    for (const other of this.#waiters) {
      if (other === waiter || free <= 0) break
      if (this.#isAlive(other, waiter.polledAt)) free -= 1
      else this.#waiters.delete(other)
    }
    return free > 0
  }

  #isAlive({ polledAt }: Waiter, now: number): boolean {
    return Math.abs(now - polledAt) < this.#perMs
  }

  #cancel(queued: Queued, reason: unknown): void {
    this.#queue.delete(queued)
    queued.reject(reason)
    if (this.#queue.size === 0) this.#wake?.()
  }

  async #serveQueue(): Promise<void> {
    this.#serving = true
    try {
      for (const queued of this.#queue) {
        for (let ms = this.#msUntilNext(); ms > 0 && this.#queue.has(queued); ms = this.#msUntilNext()) {
          await this.#sleep(ms)
        }
        if (!this.#queue.delete(queued)) continue
        const gapMs = this.#perMs / this.#requests / maxQueuePace
        this.#nextAt = Math.max(this.#nextAt, this.#clock.now() - timerToleranceMs) + gapMs
        queued.resolve(this.#takeSlot())
      }
    } catch (reason) {
      // The clock's `sleep` failed.
      for (const queued of this.#queue) this.#cancel(queued, reason)
    } finally {
      this.#serving = false
    }
  }

  async #sleep(ms: number): Promise<void> {
    const controller = new AbortController()
    this.#sleepingUntil = this.#clock.now() + ms
    this.#wake = () => controller.abort()
    try {
      await this.#clock.sleep(ms, controller.signal)
    } catch (reason) {
      if (!controller.signal.aborted) throw reason
    } finally {
      this.#wake = undefined
    }
  }

  #takeSlot(): Release {
    const slot = { freeAt: this.#clock.now() + vendorTimeoutMs + this.#perMs }
    this.#slots.push(slot)
    return () => this.#release(slot)
  }

  /** After the response, the slot is free in a window's time. */
  #release(slot: Slot): void {
    const freeAt = this.#clock.now() + this.#perMs
    if (freeAt >= slot.freeAt) return
    slot.freeAt = freeAt
    if (freeAt < this.#sleepingUntil) this.#wake?.()
  }

  #msUntilNext(): number {
    return Math.max(this.#msUntilFree(), this.#nextAt - this.#clock.now())
  }

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
    for (const slot of this.#slots) slot.freeAt = Math.min(slot.freeAt, now + this.#perMs)
  }
}

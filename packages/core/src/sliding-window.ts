import type { Clock } from './clock.ts'
import { onAbort } from './on-abort.ts'

/** The vendor's own limit for a request. One without an answer is then taken to have arrived; else it could stop all others. */
const longestFlightMs = 3_000
/**
 * Those who wait go at up to this many times the limit's pace, not all at once: a burst makes its own answers slow, and with
 * them the next window.
 */
const queuePace = 4
/** What a late timer may make good, in milliseconds. */
const catchUpMs = 10

/** One request that counts. Nobody can tell when it arrives, only that it has when it is answered. */
interface Place {
  freeAt: number
}

/** To be called when the request was answered. */
type Leave = () => void

/** How a window counts, and how those wait who find no room. */
export interface WindowOptions {
  readonly clock: Clock
  /** See `createLimiter`. */
  readonly sharedQueue: boolean
}

interface Waiting {
  readonly enter: (leave: Leave) => void
  readonly fail: (reason: unknown) => void
}

/** One who waits without a queue. */
interface Looker {
  lookedAt: number
}

/** How many more requests may arrive somewhere, in the order in which they asked. */
export class SlidingWindow {
  readonly #requests: number
  readonly #perMs: number
  readonly #clock: Clock
  readonly #sharedQueue: boolean
  #places: Place[] = []
  #lookedAt = Number.NEGATIVE_INFINITY
  /** In the order of their coming. */
  readonly #queue = new Set<Waiting>()
  readonly #lookers = new Set<Looker>()
  #serving = false
  /** Whoever is in the queue goes no earlier. */
  #nextAt = Number.NEGATIVE_INFINITY
  /** The queue sleeps until then, or until `#wake` is called. */
  #sleepsUntil = Number.NEGATIVE_INFINITY
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
    if (this.#queue.size > 0 || this.#places.some(({ freeAt }) => freeAt > now)) return false
    return ![...this.#lookers].some((looker) => this.#isThere(looker, now))
  }

  enter(signal: AbortSignal | undefined): Promise<Leave> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (this.#queue.size === 0 && this.#lookers.size === 0 && this.#placeMs() <= 0) return Promise.resolve(this.#take())
    return this.#sharedQueue ? this.#queueUp(signal) : this.#lookUntilFree(signal)
  }

  #queueUp(signal: AbortSignal | undefined): Promise<Leave> {
    let unfollow: (() => void) | undefined
    const entered = new Promise<Leave>((enter, fail) => {
      const waiting: Waiting = { enter, fail }
      this.#queue.add(waiting)
      unfollow = signal && onAbort(signal, () => this.#giveUp(waiting, signal.reason))
    })
    if (!this.#serving) this.#serve()
    return unfollow === undefined ? entered : entered.finally(unfollow)
  }

  /**
   * In a worker a timer ends with the request that set it, so nobody can be let in by another one: each looks for itself.
   * Those who came first go first, unless they have not looked for so long that their requests must be gone.
   */
  async #lookUntilFree(signal: AbortSignal | undefined): Promise<Leave> {
    const looker: Looker = { lookedAt: 0 }
    try {
      for (;;) {
        const ms = this.#placeMs()
        looker.lookedAt = this.#clock.now()
        this.#lookers.add(looker)
        if (ms <= 0 && this.#isTurnOf(looker)) return this.#take()
        await this.#clock.sleep(Math.min(Math.max(ms, this.#perMs / 40), this.#perMs / 4), signal)
      }
    } finally {
      this.#lookers.delete(looker)
    }
  }

  #isTurnOf(looker: Looker): boolean {
    let free = this.#requests - this.#places.length
    for (const other of this.#lookers) {
      if (other === looker || free <= 0) break
      if (this.#isThere(other, looker.lookedAt)) free -= 1
      else this.#lookers.delete(other)
    }
    return free > 0
  }

  #isThere({ lookedAt }: Looker, now: number): boolean {
    return Math.abs(now - lookedAt) < this.#perMs
  }

  #giveUp(waiting: Waiting, reason: unknown): void {
    this.#queue.delete(waiting)
    waiting.fail(reason)
    if (this.#queue.size === 0) this.#wake?.()
  }

  async #serve(): Promise<void> {
    this.#serving = true
    try {
      for (const waiting of this.#queue) {
        for (let ms = this.#queueMs(); ms > 0 && this.#queue.has(waiting); ms = this.#queueMs()) await this.#sleep(ms)
        if (!this.#queue.delete(waiting)) continue
        const gapMs = this.#perMs / this.#requests / queuePace
        this.#nextAt = Math.max(this.#nextAt, this.#clock.now() - catchUpMs) + gapMs
        waiting.enter(this.#take())
      }
    } catch (reason) {
      // A clock that cannot sleep.
      for (const waiting of this.#queue) this.#giveUp(waiting, reason)
    } finally {
      this.#serving = false
    }
  }

  async #sleep(ms: number): Promise<void> {
    const waking = new AbortController()
    this.#sleepsUntil = this.#clock.now() + ms
    this.#wake = () => waking.abort()
    try {
      await this.#clock.sleep(ms, waking.signal)
    } catch (reason) {
      if (!waking.signal.aborted) throw reason
    } finally {
      this.#wake = undefined
    }
  }

  #take(): Leave {
    const place = { freeAt: this.#clock.now() + longestFlightMs + this.#perMs }
    this.#places.push(place)
    return () => this.#answered(place)
  }

  #answered(place: Place): void {
    const freeAt = this.#clock.now() + this.#perMs
    if (freeAt >= place.freeAt) return
    place.freeAt = freeAt
    if (freeAt < this.#sleepsUntil) this.#wake?.()
  }

  #queueMs(): number {
    return Math.max(this.#placeMs(), this.#nextAt - this.#clock.now())
  }

  /** Until the next place is free. */
  #placeMs(): number {
    const now = this.#clock.now()
    if (now < this.#lookedAt) this.#setBack(now)
    this.#lookedAt = now
    if (this.#places.length < this.#requests) return 0
    this.#places = this.#places.filter(({ freeAt }) => freeAt > now)
    if (this.#places.length < this.#requests) return 0
    return Math.min(...this.#places.map(({ freeAt }) => freeAt)) - now
  }

  /** A clock that was set back must not hold requests for longer than a window. */
  #setBack(now: number): void {
    this.#nextAt = Math.min(this.#nextAt, now)
    for (const place of this.#places) place.freeAt = Math.min(place.freeAt, now + this.#perMs)
  }
}

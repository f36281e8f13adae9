import { OptionError } from '../options/option-error.ts'
import { type Cancel, type Clock, isValidTime } from './clock.ts'

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** A clock that stands still until a test advances it. It starts at the real time, so that records have plausible dates. */
export class VirtualClock implements Clock {
  readonly isVirtual = true
  #now = Date.now()
  #timers: Timer[] = []
  readonly #work = new Set<Promise<void>>()
  #lastAdvance: Promise<void> = Promise.resolve()

  now(): number {
    return this.#now
  }

  schedule(delayMs: number, callback: () => void): Cancel {
    const timer = { at: this.#now + Math.max(0, delayMs), callback }
    const later = this.#timers.findIndex(({ at }) => at > timer.at)
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  trackWork(work: Promise<void>): void {
    this.#work.add(work)
    void work.finally(() => this.#work.delete(work))
  }

  advance(ms: number): Promise<void> {
    if (!(ms >= 0) || !isValidTime(this.#now + ms)) {
      const detail = 'must be milliseconds, 0 or more, that lead to a valid date'
      return Promise.reject(new OptionError('advance', 'ms', 'range', detail))
    }
    const advance = this.#lastAdvance.then(() => this.#runUntil(this.#now + ms))
    this.#lastAdvance = advance.catch(() => {})
    return advance
  }

  setTime(now: number): void {
    this.#now = now
  }

  stop(): void {
    this.#timers = []
  }

  async #runUntil(target: number): Promise<void> {
    await this.#workDone()
    for (let next = this.#takeDue(target); next; next = this.#takeDue(target)) {
      this.#now = next.at
      next.callback()
      await this.#workDone()
    }
    this.#now = target
  }

  #takeDue(target: number): Timer | undefined {
    const next = this.#timers[0]
    return next && next.at <= target ? this.#timers.shift() : undefined
  }

  async #workDone(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work)
  }
}

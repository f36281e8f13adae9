import { type Cancel, type Clock, isTime } from './clock.ts'
import { OptionError } from './option-error.ts'

interface Appointment {
  readonly at: number
  readonly act: () => void
}

/** Time that stands still until a test moves it. Starts at the real time, so that records carry plausible dates. */
export class VirtualClock implements Clock {
  readonly isVirtual = true
  #now = Date.now()
  #appointments: Appointment[] = []
  readonly #work = new Set<Promise<void>>()
  #turn: Promise<void> = Promise.resolve()

  now(): number {
    return this.#now
  }

  after(delayMs: number, act: () => void): Cancel {
    const appointment = { at: this.#now + Math.max(0, delayMs), act }
    const later = this.#appointments.findIndex(({ at }) => at > appointment.at)
    this.#appointments.splice(later === -1 ? this.#appointments.length : later, 0, appointment)
    return () => {
      this.#appointments = this.#appointments.filter((other) => other !== appointment)
    }
  }

  attend(work: Promise<void>): void {
    this.#work.add(work)
    void work.finally(() => this.#work.delete(work))
  }

  advance(ms: number): Promise<void> {
    if (!(ms >= 0) || !isTime(this.#now + ms)) {
      const detail = 'must be milliseconds, 0 or more, that lead to a valid date'
      return Promise.reject(new OptionError('advance', 'ms', 'range', detail))
    }
    const turn = this.#turn.then(() => this.#moveTo(this.#now + ms))
    this.#turn = turn.catch(() => {})
    return turn
  }

  moveTo(now: number): void {
    this.#now = now
  }

  stop(): void {
    this.#appointments = []
  }

  async #moveTo(target: number): Promise<void> {
    await this.#settled()
    for (let next = this.#take(target); next; next = this.#take(target)) {
      this.#now = next.at
      next.act()
      await this.#settled()
    }
    this.#now = target
  }

  #take(target: number): Appointment | undefined {
    const next = this.#appointments[0]
    return next && next.at <= target ? this.#appointments.shift() : undefined
  }

  async #settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work)
  }
}

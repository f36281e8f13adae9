import type { Cancel, Clock } from './clock.ts'

/** setTimeout fires immediately for longer delays. */
const maxTimerMs = 2 ** 31 - 1

/** The system clock. */
export class RealClock implements Clock {
  readonly isVirtual = false
  readonly #timers = new Set<Cancel>()

  now(): number {
    return Date.now()
  }

  schedule(delayMs: number, callback: () => void): Cancel {
    const dueAt = Date.now() + delayMs
    let timer: NodeJS.Timeout
    const cancel = () => {
      clearTimeout(timer)
      this.#timers.delete(cancel)
    }
    const arm = (leftMs: number) => {
      timer = setTimeout(
        () => {
          if (leftMs > maxTimerMs) return arm(dueAt - Date.now())
          this.#timers.delete(cancel)
          callback()
        },
        Math.min(leftMs, maxTimerMs),
      )
    }
    this.#timers.add(cancel)
    arm(delayMs)
    return cancel
  }

  trackWork(): void {}

  async advance(): Promise<void> {
    throw new TypeError("advance() needs a virtual clock; start the emulator with { clock: 'virtual' }")
  }

  setTime(): void {}

  stop(): void {
    for (const cancel of [...this.#timers]) cancel()
  }
}

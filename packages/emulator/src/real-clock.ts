import type { Cancel, Clock } from './clock.ts'

/** setTimeout fires at once beyond this. */
const longestTimerMs = 2 ** 31 - 1

/** Time as it passes. */
export class RealClock implements Clock {
  readonly isVirtual = false
  readonly #timers = new Set<Cancel>()

  now(): number {
    return Date.now()
  }

  after(delayMs: number, act: () => void): Cancel {
    const dueAt = Date.now() + delayMs
    let timer: NodeJS.Timeout
    const cancel = () => {
      clearTimeout(timer)
      this.#timers.delete(cancel)
    }
    const arm = (leftMs: number) => {
      timer = setTimeout(
        () => {
          if (leftMs > longestTimerMs) return arm(dueAt - Date.now())
          this.#timers.delete(cancel)
          act()
        },
        Math.min(leftMs, longestTimerMs),
      )
    }
    this.#timers.add(cancel)
    arm(delayMs)
    return cancel
  }

  attend(): void {}

  async advance(): Promise<void> {
    throw new TypeError("advance() moves a virtual clock; start the emulator with { clock: 'virtual' }")
  }

  moveTo(): void {}

  stop(): void {
    for (const cancel of [...this.#timers]) cancel()
  }
}

import type { Clock } from '../../src/index.ts'

interface Sleeper {
  readonly at: number
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** A clock that moves only by `advance` or, once it is flowing, jumps to the end of each sleep. */
export class VirtualClock implements Clock {
  #now: number
  #sleepers: Sleeper[] = []
  #flows = false
  #onSleep: (() => void)[] = []
  /** The durations of all sleeps, in order. */
  readonly sleeps: number[] = []

  constructor(now = Date.UTC(2026, 0, 2, 3, 4, 5)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  /** From now on the clock jumps to the end of each sleep. */
  flowing(): this {
    this.#flows = true
    return this
  }

  /** Resolves when the next sleep starts. */
  asleep(): Promise<void> {
    return new Promise((resolve) => this.#onSleep.push(resolve))
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms)
    for (const listener of this.#onSleep.splice(0)) listener()
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const sleeper = { at: this.#now + ms, resolve, reject }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', () => this.#wake(sleeper, () => reject(signal.reason)), { once: true })
      if (this.#flows) queueMicrotask(() => this.#jump())
    })
  }

  /** Moves the clock, and ends the sleeps that are due. */
  async advance(ms: number): Promise<void> {
    await settled()
    const until = this.#now + ms
    for (let next = this.#earliest(); next !== undefined && next.at <= until; next = this.#earliest()) {
      this.#wakeDue(next)
      await settled()
    }
    this.#now = until
  }

  get sleeping(): number {
    return this.#sleepers.length
  }

  #jump(): void {
    const next = this.#earliest()
    if (next !== undefined) this.#wakeDue(next)
  }

  #earliest(): Sleeper | undefined {
    return this.#sleepers.reduce<Sleeper | undefined>(
      (first, sleeper) => (first === undefined || sleeper.at < first.at ? sleeper : first),
      undefined,
    )
  }

  #wakeDue(sleeper: Sleeper): void {
    this.#now = Math.max(this.#now, sleeper.at)
    this.#wake(sleeper, sleeper.resolve)
  }

  #wake(sleeper: Sleeper, end: () => void): void {
    const at = this.#sleepers.indexOf(sleeper)
    if (at < 0) return
    this.#sleepers.splice(at, 1)
    end()
  }
}

/** Waits until all pending promises have settled. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

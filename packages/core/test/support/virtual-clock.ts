import type { Clock } from '../../src/index.ts'

interface Sleeper {
  readonly at: number
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** A clock that only moves when it is told to, or, once it flows, as soon as everybody sleeps. */
export class VirtualClock implements Clock {
  #now: number
  #sleepers: Sleeper[] = []
  #flows = false
  #tellSleep: (() => void)[] = []
  /** How long each sleep was to take, in the order they began. */
  readonly sleeps: number[] = []

  constructor(now = Date.UTC(2026, 0, 2, 3, 4, 5)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  /** From now on nobody waits: the clock jumps to the end of each sleep. */
  flowing(): this {
    this.#flows = true
    return this
  }

  /** Resolves when the next sleep begins. */
  asleep(): Promise<void> {
    return new Promise((resolve) => this.#tellSleep.push(resolve))
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms)
    for (const tell of this.#tellSleep.splice(0)) tell()
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const sleeper = { at: this.#now + ms, resolve, reject }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', () => this.#wake(sleeper, () => reject(signal.reason)), { once: true })
      if (this.#flows) queueMicrotask(() => this.#jump())
    })
  }

  /** Moves on, waking whoever is due on the way. */
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

  #wake(sleeper: Sleeper, how: () => void): void {
    const at = this.#sleepers.indexOf(sleeper)
    if (at < 0) return
    this.#sleepers.splice(at, 1)
    how()
  }
}

/** Lets every promise that can go on do so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

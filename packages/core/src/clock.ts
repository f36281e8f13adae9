/** A clock. Tests and simulations inject their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms`, or rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Beyond it setTimeout overflows and fires immediately. */
const maxTimerMs = 2 ** 31 - 1

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        },
        Math.min(Math.max(ms, 0), maxTimerMs),
      )
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

/** For durations, which must not change when the machine's clock is set. */
export const monotonicClock: Clock = { now: () => performance.now(), sleep: systemClock.sleep }

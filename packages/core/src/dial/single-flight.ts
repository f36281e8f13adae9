import { raceAbort } from '../request/deadline.ts'

/** Joins the run in progress or starts one. Rejects immediately when its own signal aborts. */
export type SingleFlight = (signal: AbortSignal | undefined) => Promise<void>

/**
 * Runs `step` once for all concurrent callers, and aborts it when the last of them has left, so that nothing runs in the
 * background.
 */
export function singleFlight(step: (signal: AbortSignal) => Promise<void>): SingleFlight {
  let current: { readonly done: Promise<void>; readonly controller: AbortController; waiting: number } | undefined

  const start = () => {
    const controller = new AbortController()
    const done = step(controller.signal).finally(() => {
      if (current?.controller === controller) current = undefined
    })
    done.catch(() => {}) // callers get the rejection; without callers it is ignored
    return { done, controller, waiting: 0 }
  }

  return async (signal) => {
    signal?.throwIfAborted()
    current ??= start()
    const joined = current
    joined.waiting += 1
    try {
      await raceAbort(joined.done, signal)
    } finally {
      joined.waiting -= 1
      if (joined.waiting === 0) {
        joined.controller.abort()
        if (current === joined) current = undefined
      }
    }
  }
}

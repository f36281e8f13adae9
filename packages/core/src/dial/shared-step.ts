import { raceAbort } from '../deadline.ts'

/** Joins the step under way, or begins one; rejects at once when the own signal aborts. */
export type SharedStep = (signal: AbortSignal | undefined) => Promise<void>

/**
 * Runs one step at a time however many wait for it, and ends it when the last of them has left, so that nothing goes on
 * behind anyone's back.
 */
export function shareStep(step: (signal: AbortSignal) => Promise<void>): SharedStep {
  let current: { readonly done: Promise<void>; readonly controller: AbortController; waiting: number } | undefined

  const begin = () => {
    const controller = new AbortController()
    const done = step(controller.signal).finally(() => {
      if (current?.controller === controller) current = undefined
    })
    done.catch(() => {}) // each waiter gets the rejection; with none left it is ours to swallow
    return { done, controller, waiting: 0 }
  }

  return async (signal) => {
    signal?.throwIfAborted()
    current ??= begin()
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

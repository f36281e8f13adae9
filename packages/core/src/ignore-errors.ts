import { isPromise } from './credentials/maybe-promise.ts'

/** Calls an observer, a logger or another hook of the caller and ignores its errors, thrown or rejected. */
export function ignoreErrors(call: () => unknown): void {
  try {
    const result = call()
    if (isPromise(result)) result.then(undefined, () => {})
  } catch {
    // A failing logger must not lose the handle of a ringing call.
  }
}

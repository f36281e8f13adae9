import { isPromise } from './credentials/when-had.ts'

/** Calls what somebody else wrote and nothing here depends on: how it fails, at once or later, is passed over. */
export function passOver(call: () => unknown): void {
  try {
    const made = call()
    if (isPromise(made)) made.then(undefined, () => {})
  } catch {
    // A log that is full must not cost the handle of a call that rings.
  }
}

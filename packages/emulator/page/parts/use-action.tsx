import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** Runs the action of a button and shows its error. */
export function useAction(): readonly [run: (action: () => Promise<unknown>) => void, notice: ComponentChildren] {
  const [error, setError] = useState('')
  const run = (action: () => Promise<unknown>) => {
    setError('')
    action().catch((reason: Error) => setError(reason.message))
  }
  return [run, error === '' ? null : <p role="alert">{error}</p>]
}

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** Runs what a button does, and says why not where it did not work. */
export function useAction(): readonly [run: (deed: () => Promise<unknown>) => void, notice: ComponentChildren] {
  const [error, setError] = useState('')
  const run = (deed: () => Promise<unknown>) => {
    setError('')
    deed().catch((reason: Error) => setError(reason.message))
  }
  return [run, error === '' ? null : <p role="alert">{error}</p>]
}

import type { StateDocument } from '../model/state-document.ts'
import { Code } from '../parts/code.tsx'
import { environment } from '../parts/welcome.tsx'

/** The keys that the emulator accepts. */
export function Credentials({ state }: { readonly state: StateDocument }) {
  return (
    <section aria-labelledby="credentials">
      <h2 id="credentials">Credentials</h2>
      <details>
        <summary>Credentials of this emulator</summary>
        <Code title="the environment" text={environment(state)} />
      </details>
    </section>
  )
}

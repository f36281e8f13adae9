import type { StateDocument } from '../model/state-document.ts'
import { Code } from '../parts/code.tsx'
import { environment } from '../parts/welcome.tsx'

/** The keys that are taken; they open nothing else. */
export function Credentials({ state }: { readonly state: StateDocument }) {
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <details>
        <summary>Those that this emulator takes</summary>
        <Code title="the environment" text={environment(state)} />
      </details>
    </section>
  )
}

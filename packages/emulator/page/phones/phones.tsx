import { useState } from 'preact/hooks'
import { act } from '../model/control.ts'
import { matchesSearch } from '../model/format.ts'
import type { LiveState } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { useAction } from '../parts/use-action.tsx'
import { Phone } from './phone.tsx'
import { phoneUsers } from './phone-users.ts'

interface Props {
  readonly state: StateDocument
  readonly known: LiveState
  readonly search: string
}

/** More than this is no row that anybody looks at; the search finds the others. */
const maxShown = 24

/** A row of phones, one per callee. */
export function Phones({ state, known, search }: Props) {
  const people = phoneUsers(state).filter(({ userId, name }) => matchesSearch(search, userId, name))
  return (
    <section aria-labelledby="phones">
      <h2 id="phones">Phones</h2>
      {people.length === 0 && (
        <p class="quiet">{search ? 'No phone fits the search.' : 'Whoever is rung appears here.'}</p>
      )}
      <ul class="phones">
        {people.slice(0, maxShown).map((person) => (
          <Phone key={person.userId} {...{ person, state, known }} />
        ))}
      </ul>
      {people.length > maxShown && <p class="quiet">{people.length - maxShown} more; the search finds them.</p>}
      <AddPhone />
    </section>
  )
}

function AddPhone() {
  const [userId, setUserId] = useState('')
  const [run, notice] = useAction()
  const add = (event: Event) => {
    event.preventDefault()
    run(async () => {
      await act('POST', `/callees/${encodeURIComponent(userId)}`, { does: 'ignore' })
      setUserId('')
    })
  }
  return (
    <form class="line" onSubmit={add}>
      <input
        aria-label="User ID of a phone to add"
        placeholder="User ID"
        required
        value={userId}
        onInput={({ currentTarget }) => setUserId(currentTarget.value)}
      />
      <button type="submit">Add a phone that waits for me</button>
      {notice}
    </form>
  )
}

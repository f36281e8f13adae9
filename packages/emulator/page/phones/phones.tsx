import { useState } from 'preact/hooks'
import { act } from '../model/control.ts'
import { matches } from '../model/format.ts'
import type { Known } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { useDeed } from '../parts/use-action.tsx'
import { Phone } from './phone.tsx'
import { peopleOf } from './phone-users.ts'

interface Props {
  readonly state: StateDocument
  readonly known: Known
  readonly search: string
}

/** More than this is no row that anybody looks at; the search finds the others. */
const mostShown = 24

/** A row of phones, one per callee. */
export function Phones({ state, known, search }: Props) {
  const people = peopleOf(state).filter(({ userId, name }) => matches(search, userId, name))
  return (
    <section aria-labelledby="phones">
      <h2 id="phones">Phones</h2>
      {people.length === 0 && (
        <p class="quiet">{search ? 'No phone fits the search.' : 'Whoever is rung appears here.'}</p>
      )}
      <ul class="phones">
        {people.slice(0, mostShown).map((person) => (
          <Phone key={person.userId} {...{ person, state, known }} />
        ))}
      </ul>
      {people.length > mostShown && <p class="quiet">{people.length - mostShown} more; the search finds them.</p>}
      <AddPhone />
    </section>
  )
}

function AddPhone() {
  const [userId, setUserId] = useState('')
  const [run, notice] = useDeed()
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

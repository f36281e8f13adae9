import { useState } from 'preact/hooks'
import { act } from '../model/control-api.ts'
import { matchesSearch } from '../model/format.ts'
import type { LiveState } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { useAction } from '../parts/use-action.tsx'
import { Phone } from './phone.tsx'
import { phoneUsers } from './phone-users.ts'

interface Props {
  readonly state: StateDocument
  readonly live: LiveState
  readonly search: string
}

/** Keeps the page readable; the search finds the others. */
const maxShown = 24

/** The phones, one per callee. */
export function Phones({ state, live, search }: Props) {
  const users = phoneUsers(state).filter(({ userId, name }) => matchesSearch(search, userId, name))
  return (
    <section aria-labelledby="phones">
      <h2 id="phones">Phones</h2>
      {users.length === 0 && (
        <p class="quiet">{search ? 'No phone matches the search.' : 'Phones appear here when they ring.'}</p>
      )}
      <ul class="phones">
        {users.slice(0, maxShown).map((user) => (
          <Phone key={user.userId} {...{ user, state, live }} />
        ))}
      </ul>
      {users.length > maxShown && <p class="quiet">{users.length - maxShown} more; use the search to find them.</p>}
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
      <button type="submit">Add a phone</button>
      {notice}
    </form>
  )
}

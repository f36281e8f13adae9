import { matchesSearch } from '../model/format.ts'
import type { LiveState } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { Call } from './call.tsx'

interface Props {
  readonly known: LiveState
  readonly state: StateDocument
  readonly search: string
  readonly inspect: (index: number) => void
}

/** The page redraws on every event, so it draws no more charts than anybody looks at. */
const maxShown = 30

/** The calls, latest first, each with its chart. */
export function Calls({ known, state, search, inspect }: Props) {
  const calls = state.calls
    .filter(({ callId, room, result, members, state: stage }) =>
      matchesSearch(search, callId, room.id, result, stage, ...members.map(({ userId }) => userId)),
    )
    .sort((a, b) => b.startedAt - a.startedAt)
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">Calls</h2>
      {calls.length === 0 && <p class="quiet">{search ? 'No call fits the search.' : 'No call yet.'}</p>}
      {calls.slice(0, maxShown).map((call, place) => (
        <Call key={call.callId} {...{ call, known, state, inspect }} isFirst={place === 0} />
      ))}
      {calls.length > maxShown && <p class="quiet">{calls.length - maxShown} older; the search finds them.</p>}
    </section>
  )
}

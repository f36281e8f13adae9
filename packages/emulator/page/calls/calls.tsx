import { matchesSearch } from '../model/format.ts'
import type { LiveState } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { Call } from './call.tsx'

interface Props {
  readonly live: LiveState
  readonly state: StateDocument
  readonly search: string
  readonly inspect: (index: number) => void
}

/** Limits the charts, because the page renders on every event. */
const maxShown = 30

/** The calls, latest first. */
export function Calls({ live, state, search, inspect }: Props) {
  const calls = state.calls
    .filter(({ callId, room, result, members, state: stage }) =>
      matchesSearch(search, callId, room.id, result, stage, ...members.map(({ userId }) => userId)),
    )
    .sort((a, b) => b.startedAt - a.startedAt)
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">Calls</h2>
      {calls.length === 0 && <p class="quiet">{search ? 'No call matches the search.' : 'No call yet.'}</p>}
      {calls.slice(0, maxShown).map((call, index) => (
        <Call key={call.callId} {...{ call, live, state, inspect }} isFirst={index === 0} />
      ))}
      {calls.length > maxShown && (
        <p class="quiet">{calls.length - maxShown} older calls; use the search to find them.</p>
      )}
    </section>
  )
}

import { formatTime, matchesSearch } from '../model/format.ts'
import type { StateDocument } from '../model/state-document.ts'

interface Props {
  readonly state: StateDocument
  readonly search: string
  readonly inspect: (index: number) => void
}

const maxShown = 100

/** The requests, latest first. */
export function Requests({ state, search, inspect }: Props) {
  const requests = state.requests
    .filter(({ command, operationId, code, requestId }) => matchesSearch(search, command, operationId, code, requestId))
    .toReversed()
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">Requests</h2>
      {requests.length === 0 && <p class="quiet">{search ? 'No request matches the search.' : 'No request yet.'}</p>}
      <ul class="requests">
        {requests.slice(0, maxShown).map(({ index, at, command, code, executed }) => (
          <li key={index}>
            <button type="button" onClick={() => inspect(index)}>
              <span class="time">{formatTime(at)}</span>
              <span class="name">{command}</span>
              <span class={`badge ${code === 0 ? 'plain' : 'bad'}`}>{code === 0 ? 'OK' : code}</span>
              {code !== 0 && executed && <span class="quiet">executed</span>}
            </button>
          </li>
        ))}
      </ul>
      {requests.length > maxShown && (
        <p class="quiet">{requests.length - maxShown} older requests; use the search to find them.</p>
      )}
    </section>
  )
}

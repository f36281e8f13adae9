import { useEffect, useState } from 'preact/hooks'
import type { Fault } from '../../src/faults/fault.ts'
import { act, read } from '../model/control-api.ts'
import type { OperationView, StateDocument } from '../model/state-document.ts'
import { useAction } from '../parts/use-action.tsx'

type Family = OperationView['family']

/** Common faults with their labels. */
const faults: readonly (readonly [label: string, fault: (family: Family) => Fault])[] = [
  ['Respond 3 s late', () => ({ delayMs: 3_000 })],
  ['Drop before processing', () => ({ execute: false, then: 'drop' })],
  ['Drop after processing', () => ({ execute: true, then: 'drop' })],
  ['Never respond', () => ({ then: 'hang' })],
  ['Reset connection', () => ({ then: 'reset' })],
  ['Reset mid-response', () => ({ then: 'reset-mid-body' })],
  ['One byte at a time', () => ({ then: 'slow' })],
  ['Half of the JSON', () => ({ then: 'half-json' })],
  ['HTML with status 200', () => ({ then: 'html' })],
  ['Status 502', () => ({ execute: false, then: { status: 502 } })],
  ['Redirect', () => ({ then: 'redirect' })],
  ['Too many requests', (family) => ({ code: family === 'call' ? 60011 : 'RequestLimitExceeded' })],
  ['Internal error', (family) => ({ code: family === 'call' ? 60008 : 'InternalError' })],
]

const skews = [
  ['correct', 0],
  ['10 min ahead', 600_000],
  ['10 min behind', -600_000],
] as const

/** Queues faults for the next requests of an operation. */
export function Faults({ state }: { readonly state: StateDocument }) {
  const [operations, setOperations] = useState<readonly OperationView[]>([])
  const [operationId, setOperationId] = useState('startCallByRobot')
  const [times, setTimes] = useState(1)
  const [run, notice] = useAction()
  useEffect(() => run(async () => setOperations(await read<readonly OperationView[]>('/operations'))), [])
  const family = operations.find(({ id }) => id === operationId)?.family ?? 'call'
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      <div class="line">
        <select
          aria-label="Operation"
          value={operationId}
          onChange={({ currentTarget }) => setOperationId(currentTarget.value)}
        >
          {operations.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
        <label>
          times{' '}
          <input
            type="number"
            min={1}
            max={999}
            value={times}
            onInput={({ currentTarget }) => setTimes(currentTarget.valueAsNumber || 1)}
          />
        </label>
      </div>
      <div class="switches">
        {faults.map(([label, fault]) => (
          <button
            type="button"
            key={label}
            onClick={() => run(() => act('POST', '/faults', { operationId, fault: { ...fault(family), times } }))}
          >
            {label}
          </button>
        ))}
      </div>
      <QueuedFaults state={state} clear={() => run(() => act('DELETE', '/faults'))} />
      <label class="behaviour">
        <span>The server’s clock is</span>
        <select
          value={state.clock.skewMs}
          onChange={({ currentTarget }) => run(() => act('POST', '/clock', { skewMs: Number(currentTarget.value) }))}
        >
          {skews.map(([label, ms]) => (
            <option key={ms} value={ms}>
              {label}
            </option>
          ))}
          {skews.every(([, ms]) => ms !== state.clock.skewMs) && (
            <option value={state.clock.skewMs}>{state.clock.skewMs / 1000} s off</option>
          )}
        </select>
      </label>
      {notice}
    </section>
  )
}

function QueuedFaults({ state, clear }: { readonly state: StateDocument; readonly clear: () => void }) {
  if (state.faults.length === 0) return <p class="quiet">No fault queued. Choose one for the next request.</p>
  return (
    <div class="queued-faults">
      <ul>
        {state.faults.map(({ operationId, fault, left }, place) => (
          <li key={place}>
            <strong>{operationId}</strong>: {describe(fault)}, {left} left
          </li>
        ))}
      </ul>
      <button type="button" onClick={clear}>
        Clear all
      </button>
    </div>
  )
}

function describe({ times: _, ...fault }: Fault): string {
  const known = faults.find(([, make]) => ['call', 'trtc'].some((family) => isSame(make(family as Family), fault)))
  return known ? known[0].toLowerCase() : JSON.stringify(fault)
}

function isSame(one: Fault, other: Fault): boolean {
  const sorted = (fault: Fault) => JSON.stringify(Object.entries(fault).sort())
  return sorted(one) === sorted(other)
}

import { useState } from 'preact/hooks'
import type { CallView } from '../../src/state/call.ts'
import { calleesOf, formatElapsed, formatTime } from '../model/format.ts'
import { chartOf, tasksOf } from '../model/lanes.ts'
import type { LiveState } from '../model/live.ts'
import { spansOf } from '../model/spans.ts'
import type { StateDocument } from '../model/state-document.ts'
import { useNow } from '../parts/use-now.ts'
import { LaneChart } from './lane-chart.tsx'
import { Overview } from './overview.tsx'

interface Props {
  readonly call: CallView
  readonly live: LiveState
  readonly state: StateDocument
  readonly inspect: (index: number) => void
  /** Whether this is the latest call, which is initially open. */
  readonly isFirst: boolean
}

/** One call, with its chart when it is open. */
export function Call({ call, live, state, inspect, isFirst }: Props) {
  const [isOpen, setOpen] = useState(isFirst)
  const callees = calleesOf(call)
  const names = callees.map(({ userId }) => userId)
  return (
    <details class="call" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span class={`badge ${toneOf(call)}`}>{call.result ?? call.state}</span>
        <strong>
          {call.robot} to {names.slice(0, 3).join(', ')}
          {names.length > 3 && ` and ${names.length - 3} more`}
        </strong>
        <span class="quiet">
          {formatTime(call.startedAt)}, {call.media.toLowerCase()}, room {call.room.id}
        </span>
      </summary>
      {isOpen && <Body {...{ call, live, state, inspect }} />}
    </details>
  )
}

function Body({ call, live, state, inspect }: Omit<Props, 'isFirst'>) {
  const now = useNow(state, live.asOf)
  const tasks = tasksOf(call, state)
  const end = call.endedAt ?? now
  return (
    <>
      <Overview lines={spansOf(call, live.events, tasks, now)} from={call.startedAt} to={end} />
      <LaneChart chart={chartOf(call, state, live.events)} from={call.startedAt} inspect={inspect} />
      <p class="quiet">
        {call.endedAt === undefined ? 'Running for' : 'Ended after'} {formatElapsed(end - call.startedAt)}. Call{' '}
        <code>{call.callId}</code>
      </p>
    </>
  )
}

function toneOf({ result, state }: CallView): string {
  if (result === undefined) return state === 'answered' ? 'good' : 'waiting'
  return result === 'NormalEnd' ? 'plain' : 'bad'
}

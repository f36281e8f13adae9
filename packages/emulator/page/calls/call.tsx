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
  readonly known: LiveState
  readonly state: StateDocument
  readonly inspect: (index: number) => void
  /** The latest is open from the start. */
  readonly isFirst: boolean
}

/** One call: who rang whom and how it went; opened, what happened when. */
export function Call({ call, known, state, inspect, isFirst }: Props) {
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
      {isOpen && <Body {...{ call, known, state, inspect }} />}
    </details>
  )
}

function Body({ call, known, state, inspect }: Omit<Props, 'isFirst'>) {
  const now = useNow(state, known.asOf)
  const tasks = tasksOf(call, state)
  const end = call.endedAt ?? now
  return (
    <>
      <Overview lines={spansOf(call, known.events, tasks, now)} from={call.startedAt} to={end} />
      <LaneChart chart={chartOf(call, state, known.events)} from={call.startedAt} inspect={inspect} />
      <p class="quiet">
        {call.endedAt === undefined ? 'For' : 'Over after'} {formatElapsed(end - call.startedAt)}. Call{' '}
        <code>{call.callId}</code>
      </p>
    </>
  )
}

function toneOf({ result, state }: CallView): string {
  if (result === undefined) return state === 'answered' ? 'good' : 'waiting'
  return result === 'NormalEnd' ? 'plain' : 'bad'
}

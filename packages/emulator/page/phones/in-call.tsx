import type { CallView } from '../../src/state/call.ts'
import { calleesOf, formatCountdown, statusLabels } from '../model/format.ts'
import type { StateDocument } from '../model/state-document.ts'
import { Media } from './media.tsx'
import { nameOf } from './phone-users.ts'

interface InCall {
  readonly call: CallView
  readonly now: number
  readonly state: StateDocument
}

/** A ringing phone. */
export function Ringing({ call, now, state }: InCall) {
  const leftMs = call.startedAt + call.timeoutMs - now
  return (
    <>
      <p role="status">
        Incoming {call.media.toLowerCase()} call from <strong>{robotOf(call, state)}</strong>
      </p>
      <p class="countdown">
        <span class="figure">{formatCountdown(leftMs)}</span> left to answer
      </p>
      {call.userData !== '' && (
        <p class="user-data" title="UserData of the call">
          {call.userData}
        </p>
      )}
      {calleesOf(call).length > 1 && <Participants call={call} />}
    </>
  )
}

/** A phone in a call, with the streams of the room. */
export function Talking({
  call,
  now,
  state,
  userId,
  isHeard,
}: InCall & { readonly userId: string; readonly isHeard: boolean }) {
  return (
    <>
      <p class="talk">
        <span role="status">
          In a call with <strong>{robotOf(call, state)}</strong>
        </span>
        <span class="figure">{formatCountdown(now - (call.answeredAt ?? now))}</span>
      </p>
      <Media {...{ call, state, userId, isHeard }} />
      {calleesOf(call).length > 1 && <Participants call={call} />}
    </>
  )
}

function robotOf({ robot }: CallView, { accounts }: StateDocument): string {
  return nameOf(accounts.find(({ userId }) => userId === robot)) || robot
}

function Participants({ call }: { readonly call: CallView }) {
  return (
    <ul class="participants" aria-label="Participants">
      {call.members.map(({ userId, status }) => (
        <li key={userId} class={status.toLowerCase()}>
          {userId} <span class="quiet">{userId === call.robot ? 'robot' : statusLabels[status]}</span>
        </li>
      ))}
    </ul>
  )
}

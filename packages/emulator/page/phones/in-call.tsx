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

/** A phone that rings: who, what kind of call, for how long still. */
export function Ringing({ call, now, state }: InCall) {
  const left = call.startedAt + call.timeoutMs - now
  return (
    <>
      <p role="status">
        <strong>{robotOf(call, state)}</strong> rings: {call.media.toLowerCase()} call
      </p>
      <p class="countdown">
        <span class="figure">{formatCountdown(left)}</span> until it gives up
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

/** A phone in a call, with what plays there. */
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

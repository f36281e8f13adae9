import { statusLabels } from '../model/format.ts'
import type { LiveState } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { useNow } from '../parts/use-now.ts'
import { CallActions, wasAnsweredHere } from './actions.tsx'
import { BehaviourChoice } from './behaviour-choice.tsx'
import { Ringing, Talking } from './in-call.tsx'
import { notRingingReason } from './not-ringing.ts'
import type { PhoneUser } from './phone-users.ts'
import { Picture } from './picture.tsx'

interface Props {
  readonly user: PhoneUser
  readonly state: StateDocument
  readonly live: LiveState
}

/** One phone: ringing, talking or idle. */
export function Phone({ user, state, live }: Props) {
  const { userId, name, call } = user
  const now = useNow(state, live.asOf)
  const notRinging = call && notRingingReason(live.events, call.callId, userId)
  const mode = modeOf(user, notRinging)
  return (
    <li class={`phone ${mode}`} aria-label={`${name}’s phone`} data-user={userId}>
      <div class="who">
        <Picture userId={userId} name={name} isThere={user.hasPicture} />
        <div>
          <h3>{name}</h3>
          {name !== userId && <span class="quiet">{userId}</span>}
        </div>
      </div>
      {call && mode === 'ringing' && <Ringing {...{ call, now, state }} />}
      {call && mode === 'talking' && (
        <Talking {...{ call, now, state, userId }} isHeard={wasAnsweredHere(call, userId)} />
      )}
      {mode === 'not-ringing' && <p role="status">{notRinging}</p>}
      {mode === 'idle' && <p class="quiet">{idleText(user)}</p>}
      {call && (mode === 'ringing' || mode === 'talking') && <CallActions {...{ call, userId, mode }} />}
      {mode === 'idle' && <BehaviourChoice user={user} />}
    </li>
  )
}

function modeOf(
  { call, status }: PhoneUser,
  notRinging: string | undefined,
): 'ringing' | 'not-ringing' | 'talking' | 'idle' {
  if (call === undefined || call.endedAt !== undefined) return 'idle'
  if (status === 'Calling') return 'talking'
  if (status !== 'Waiting') return 'idle'
  return notRinging === undefined ? 'ringing' : 'not-ringing'
}

/** Describes the last call and the settings of the phone. */
function idleText({ status, phone }: PhoneUser): string {
  const { app, presence = 'online', devices = 1 } = phone?.behaviour ?? {}
  const traits = [
    status ? `Last call: ${statusLabels[status]}` : 'Has not rung yet',
    ...(app === undefined || app === 'web' ? [] : [app]),
    ...(presence === 'online' ? [] : [presence === 'offline' ? 'app closed' : 'woken by push']),
    ...(devices === 1 ? [] : [`${devices} devices`]),
  ]
  return traits.join(', ')
}

import { statusLabels } from '../model/format.ts'
import type { LiveState } from '../model/live.ts'
import type { StateDocument } from '../model/state-document.ts'
import { useNow } from '../parts/use-now.ts'
import { CallActions, wasAnsweredHere } from './actions.tsx'
import { BehaviourChoice } from './behaviour-choice.tsx'
import { Ringing, Talking } from './in-call.tsx'
import { mutedReason } from './muted.ts'
import type { PhoneUser } from './phone-users.ts'
import { Picture } from './picture.tsx'

interface Props {
  readonly person: PhoneUser
  readonly state: StateDocument
  readonly known: LiveState
}

/** One phone: it rings, talks or rests. */
export function Phone({ person, state, known }: Props) {
  const { userId, name, call } = person
  const now = useNow(state, known.asOf)
  const silence = call && mutedReason(known.events, call.callId, userId)
  const mode = modeOf(person, silence)
  return (
    <li class={`phone ${mode}`} aria-label={`${name}’s phone`} data-user={userId}>
      <div class="who">
        <Picture userId={userId} name={name} isThere={person.hasPicture} />
        <div>
          <h3>{name}</h3>
          {name !== userId && <span class="quiet">{userId}</span>}
        </div>
      </div>
      {call && mode === 'ringing' && <Ringing {...{ call, now, state }} />}
      {call && mode === 'talking' && (
        <Talking {...{ call, now, state, userId }} isHeard={wasAnsweredHere(call, userId)} />
      )}
      {mode === 'silent' && <p role="status">{silence}</p>}
      {mode === 'resting' && <p class="quiet">{restOf(person)}</p>}
      {call && (mode === 'ringing' || mode === 'talking') && <CallActions {...{ call, userId, mode }} />}
      {mode === 'resting' && <BehaviourChoice person={person} />}
    </li>
  )
}

function modeOf(
  { call, status }: PhoneUser,
  silence: string | undefined,
): 'ringing' | 'silent' | 'talking' | 'resting' {
  if (call === undefined || call.endedAt !== undefined) return 'resting'
  if (status === 'Calling') return 'talking'
  if (status !== 'Waiting') return 'resting'
  return silence === undefined ? 'ringing' : 'silent'
}

/** How the last call went, and what is unusual about the phone. */
function restOf({ status, phone }: PhoneUser): string {
  const { app, presence = 'online', devices = 1 } = phone?.behaviour ?? {}
  const traits = [
    status ? `Last call: ${statusLabels[status]}` : 'Has not rung yet',
    ...(app === undefined || app === 'web' ? [] : [app]),
    ...(presence === 'online' ? [] : [presence === 'offline' ? 'app closed' : 'woken by push']),
    ...(devices === 1 ? [] : [`${devices} devices`]),
  ]
  return traits.join(', ')
}

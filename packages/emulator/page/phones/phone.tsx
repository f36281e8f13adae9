import type { CallView } from '../../src/state/call.ts'
import { act } from '../model/control.ts'
import type { StateDocument } from '../model/state-document.ts'
import { calleesOf, clockText, statusWords } from '../model/words.ts'
import { useDeed } from '../parts/use-deed.tsx'
import { useNow } from '../parts/use-now.ts'
import { BehaviourChoice } from './behaviour-choice.tsx'
import { Media } from './media.tsx'
import { nameOf, type Person } from './people.ts'
import { Picture } from './picture.tsx'

interface Props {
  readonly person: Person
  readonly state: StateDocument
  readonly asOf: number
}

/** Who answered here has clicked on the page, so the browser lets the stream be heard. */
const answeredHere = new Set<string>()

/** One phone: it rings, talks or rests. */
export function Phone({ person, state, asOf }: Props) {
  const { userId, name, call, status } = person
  const now = useNow(state, asOf)
  const [run, notice] = useDeed()
  const deed = (word: string) =>
    run(() => act('POST', `/calls/${encodeURIComponent(call?.callId ?? '')}/${word}`, { userId }))
  const isLive = call?.endedAt === undefined
  const mode = isLive && status === 'Waiting' ? 'ringing' : isLive && status === 'Calling' ? 'talking' : 'resting'
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
        <Talking {...{ call, now, state, userId }} isHeard={answeredHere.has(call.callId + userId)} />
      )}
      {mode === 'resting' && <p class="quiet">{status ? `Last call: ${statusWords[status]}` : 'Has not rung yet'}</p>}
      <div class="deeds">
        {mode === 'ringing' && (
          <>
            <button
              type="button"
              class="yes"
              onClick={() => {
                answeredHere.add((call?.callId ?? '') + userId)
                deed('answer')
              }}
            >
              Answer
            </button>
            <button type="button" class="no" onClick={() => deed('reject')}>
              Decline
            </button>
          </>
        )}
        {mode === 'talking' && (
          <>
            <button type="button" class="no" onClick={() => deed('hang-up')}>
              Hang up
            </button>
            <button type="button" onClick={() => deed('lose-connection')}>
              Cut off
            </button>
          </>
        )}
      </div>
      {notice}
      {mode === 'resting' && <BehaviourChoice person={person} />}
    </li>
  )
}

interface InCall {
  readonly call: CallView
  readonly now: number
  readonly state: StateDocument
}

function Ringing({ call, now, state }: InCall) {
  const left = call.startedAt + call.timeoutMs - now
  return (
    <>
      <p role="status">
        <strong>{robotOf(call, state)}</strong> rings: {call.media.toLowerCase()} call
      </p>
      <p class="countdown">
        <span class="figure">{clockText(left)}</span> until it gives up
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

function Talking({
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
        <span class="figure">{clockText(now - (call.answeredAt ?? now))}</span>
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
          {userId} <span class="quiet">{userId === call.robot ? 'robot' : statusWords[status]}</span>
        </li>
      ))}
    </ul>
  )
}

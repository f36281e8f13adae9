import type { CallView } from '../../src/state/call.ts'
import { act } from '../model/control-api.ts'
import { useAction } from '../parts/use-action.tsx'

/** Browsers play sound only after a click on the page, so only calls answered here play sound. */
const answeredHere = new Set<string>()

export function wasAnsweredHere({ callId }: CallView, userId: string): boolean {
  return answeredHere.has(`${callId} ${userId}`)
}

interface Props {
  readonly call: CallView
  readonly userId: string
  readonly mode: 'ringing' | 'talking'
}

/** The buttons of a phone in a call. */
export function CallActions({ call, userId, mode }: Props) {
  const [run, notice] = useAction()
  const send = (action: string) =>
    run(() => act('POST', `/calls/${encodeURIComponent(call.callId)}/${action}`, { userId }))
  const answer = () => {
    answeredHere.add(`${call.callId} ${userId}`)
    send('answer')
  }
  return (
    <>
      <div class="actions">
        {mode === 'ringing' ? (
          <>
            <button type="button" class="yes" onClick={answer}>
              Answer
            </button>
            <button type="button" class="no" onClick={() => send('reject')}>
              Decline
            </button>
          </>
        ) : (
          <>
            <button type="button" class="no" onClick={() => send('hang-up')}>
              Hang up
            </button>
            <button type="button" onClick={() => send('lose-connection')}>
              Lose connection
            </button>
          </>
        )}
      </div>
      {notice}
    </>
  )
}

import type { CallView } from '../../src/state/call.ts'
import { act } from '../model/control.ts'
import { useAction } from '../parts/use-action.tsx'

/** Who answered here has clicked on the page, so the browser lets the stream be heard. */
const answeredHere = new Set<string>()

export function wasAnsweredHere({ callId }: CallView, userId: string): boolean {
  return answeredHere.has(`${callId} ${userId}`)
}

interface Props {
  readonly call: CallView
  readonly userId: string
  readonly mode: 'ringing' | 'talking'
}

/** What its owner can do with a phone. */
export function CallActions({ call, userId, mode }: Props) {
  const [run, notice] = useAction()
  const deed = (word: string) => run(() => act('POST', `/calls/${encodeURIComponent(call.callId)}/${word}`, { userId }))
  const answer = () => {
    answeredHere.add(`${call.callId} ${userId}`)
    deed('answer')
  }
  return (
    <>
      <div class="deeds">
        {mode === 'ringing' ? (
          <>
            <button type="button" class="yes" onClick={answer}>
              Answer
            </button>
            <button type="button" class="no" onClick={() => deed('reject')}>
              Decline
            </button>
          </>
        ) : (
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
    </>
  )
}

import { setTimeout } from 'node:timers/promises'
import { type DialedCall, isTrtcError, type Placement } from '@trtc-call/node'
import { dial, findCall } from './trtc.ts'

const [callee = 'jack', url = 'https://example.com/welcome.mp4'] = process.argv.slice(2)

/** Ctrl-C hangs up while the phone rings; after the answer it only ends this script. */
const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')))
const { signal } = interrupted

try {
  const call = await dial({ robot: 'robot', callees: [callee], media: 'video', stream: { url } }, { signal })
  await report(call)
} catch (error) {
  if (!isTrtcError(error)) throw error
  console.error(`${error.message} ${error.hint ?? ''}`)
  process.exitCode = 1
  if (error.outcome === 'unknown' && error.dial) await findAgain(error.dial.placement)
}

/** Prints the progress of the call until its end. */
async function report(call: DialedCall): Promise<void> {
  const answer = await call.answered({ signal })
  if (answer.answered) console.log(`${answer.by.join()} answered, the stream plays`)
  else console.log(`${callee} did not answer: ${answer.outcome}`)
  const { outcome, stream } = await call.ended({ signal })
  console.log(`the call has ended: ${outcome}; the stream: ${stream?.result ?? 'not started'}`)
}

/** The phone may have rung: look for the call instead of ringing again. The vendor's records list it seconds after its end. */
async function findAgain(placement: Placement): Promise<void> {
  const giveUpAt = placement.sentAt + placement.ringTimeoutMs + 15_000
  while (Date.now() < giveUpAt) {
    await setTimeout(2_000, undefined, { signal })
    const call = await findCall(placement, { signal })
    if (call === undefined) continue
    console.log('the phone did ring')
    return report(call)
  }
  console.log('the phone did not ring, or the callee has answered and waits for the stream')
}

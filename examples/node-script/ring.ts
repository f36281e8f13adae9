import { setTimeout } from 'node:timers/promises'
import { type DialedCall, isTrtcError, type Placement } from '@trtc-call/node'
import { dial, findCall } from './trtc.ts'

const [callee = 'jack', url = 'https://example.com/welcome.mp4'] = process.argv.slice(2)

/** Ctrl-C hangs up while it rings; once somebody has answered it only ends this script. */
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
  if (error.outcome === 'unknown' && error.dial) await lookAgain(error.dial.placement)
}

/** Tells how the call goes, to its end. */
async function report(call: DialedCall): Promise<void> {
  const answer = await call.answered({ signal })
  if (answer.answered) console.log(`${answer.by.join()} answered, the stream plays`)
  else console.log(`${callee} did not answer: ${answer.outcome}`)
  const { outcome, stream } = await call.ended({ signal })
  console.log(`the call is over: ${outcome}; the stream: ${stream?.result ?? 'never played'}`)
}

/** It may have rung, so do not ring again: find out. The vendor's records have a call some seconds after its end. */
async function lookAgain(placement: Placement): Promise<void> {
  const giveUpAt = placement.sentAt + placement.ringTimeoutMs + 15_000
  while (Date.now() < giveUpAt) {
    await setTimeout(2_000, undefined, { signal })
    const call = await findCall(placement, { signal })
    if (call === undefined) continue
    console.log('it did ring after all')
    return report(call)
  }
  console.log('it did not ring, or somebody has answered and still waits for the stream')
}

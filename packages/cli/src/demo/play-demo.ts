import type { Emulator } from '@trtc-call/emulator'
import type { Answer, AttemptEnd, CallEnd, DialedCall } from '@trtc-call/node'
import { guideCall } from './guide-call.ts'

/** How the demo went. */
export interface Played {
  readonly call: DialedCall
  readonly answer: Answer
  readonly end: CallEnd
  /** What the emulator found out by fetching the stream. */
  readonly stream: string
  /** Who was in the room in which the stream started. */
  readonly audience: readonly string[]
}

export interface Stage {
  readonly emulator: Emulator
  readonly callees: readonly string[]
  readonly streamUrl: string
  readonly signal: AbortSignal
  /** Told of every attempt when it is over. */
  readonly watch: (event: AttemptEnd) => void
}

/** Rings, waits for the answer, starts the stream, hangs up: the main job from end to end. */
export async function playDemo({ emulator, callees, streamUrl, signal, watch }: Stage): Promise<Played> {
  const { createTrtcCall } = await import('@trtc-call/node')
  const { dial } = createTrtcCall({
    ...emulator.clientOptions,
    observe: (event) => event.type === 'attempt-end' && watch(event),
  })
  const over = new AbortController()
  signal.addEventListener('abort', () => over.abort(signal.reason), { once: true })
  const fetched = whenFetched(emulator, over.signal)
  fetched.catch(() => {}) // awaited later, and it may fail before
  let call: DialedCall | undefined
  try {
    call = await dial(guideCall(callees, streamUrl), { signal, onPlaced: (placed) => (call = placed) })
    const answer = await call.answered({ signal })
    const stream = await fetched
    const audience = emulator.tasks().flatMap((task) => task.audience.map(({ userId }) => userId))
    await call.hangUp()
    return { call, answer, end: await call.ended(), stream, audience }
  } catch (error) {
    await call?.hangUp().catch(() => {})
    throw error
  } finally {
    over.abort() // or a demo that failed would wait for its stream
  }
}

/** Only a net: the emulator says when it cannot fetch the stream, and a busy machine may be slow. */
const patienceMs = 60_000

/** Resolves with what was found when the emulator has fetched the stream. */
function whenFetched(emulator: Emulator, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = (act: () => void): void => {
      clearTimeout(timer)
      off()
      act()
    }
    const timer = setTimeout(() => done(() => reject(new Error('the stream was not fetched in time'))), patienceMs)
    signal.addEventListener('abort', () => done(() => reject(signal.reason)), { once: true })
    const off = emulator.on(({ kind, detail = '' }) => {
      if (kind === 'ingest-fetched') done(() => resolve(detail))
      if (kind === 'ingest-failed') done(() => reject(new Error(`the stream could not be fetched: ${detail}`)))
    })
  })
}

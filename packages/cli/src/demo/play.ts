import type { Emulator } from '@trtc-call/emulator'
import type { AttemptEnd, DialedCall, DialRequest } from '@trtc-call/node'

interface DemoOptions {
  readonly emulator: Emulator
  readonly callees: readonly string[]
  readonly streamUrl: string
  readonly signal: AbortSignal
  readonly onAttempt: (event: AttemptEnd) => void
}

/** Rings, waits for the answer, plays the stream and hangs up. Returns what happened, and what the emulator saw. */
export async function playDemo({ emulator, callees, streamUrl, signal, onAttempt }: DemoOptions) {
  const { createTrtcCall } = await import('@trtc-call/node')
  const { dial } = createTrtcCall({
    ...emulator.clientOptions,
    observe: (event) => event.type === 'attempt-end' && onAttempt(event),
  })
  const done = new AbortController()
  signal.addEventListener('abort', () => done.abort(signal.reason), { once: true })
  const fetched = waitForFetch(emulator, done.signal)
  fetched.catch(() => {}) // It is awaited later, and may fail before.
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
    done.abort()
  }
}

/**
 * The call of the vendor's guide, with its push notification.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/71845}
 */
function guideCall(callees: readonly string[], streamUrl: string): DialRequest {
  return {
    robot: 'robot',
    callees,
    media: 'video',
    ringTimeoutMs: 300_000,
    room: { kind: 'string', id: 'roomid-test' },
    userData: 'userdata-12345687',
    push: {
      PushFlag: 0,
      Title: 'Incoming call',
      Desc: 'Tap to answer',
      Ext: '{"entity":{"key1":"value1","key2":"value2"}}',
      AndroidInfo: { Sound: 'ring', OPPOChannelID: 'calls' },
      ApnsInfo: { Sound: 'ring.caf', BadgeMode: 1, Title: 'Incoming call', SubTitle: 'robot' },
    },
    stream: { url: streamUrl },
  }
}

/** Resolves with what the emulator has fetched of the stream. */
function waitForFetch(emulator: Emulator, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = emulator.on(({ kind, detail = '' }) => {
      if (kind === 'ingest-fetched') resolve(detail)
      if (kind === 'ingest-failed') reject(new Error(`the stream could not be fetched: ${detail}`))
    })
    const abort = (): void => {
      stop()
      reject(signal.reason)
    }
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
  })
}

import { type Emulator, startEmulator, type TimelineEvent } from '@trtc-call/emulator'
import { expect } from 'vitest'
import { environmentFor, type Program, start } from './examples.ts'
import { answeredCallback, endedCallback, postCallback } from './examples-callbacks.ts'

/** An example server in its folder. */
export interface ServerExample {
  readonly command: readonly [string, ...string[]]
  readonly cwd: string
  /** Where it rings and where it takes callbacks. */
  readonly paths: { readonly ring: string; readonly callback: string }
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Lets a server ring jack, who answers and hangs up, with callbacks as the only source of events. Expects one stream, stopped
 * at the end, and the end reported from the callback.
 */
export async function expectWholeCall({ command, cwd, paths, env }: ServerExample): Promise<void> {
  const emulator = await startEmulator({ users: { jack: { does: 'ignore' } } })
  const server = start(command, { cwd, env: { ...environmentFor(emulator), PORT: '0', ...env } })
  try {
    const origin = await originOf(server)
    await expectRefusal(`${origin}${paths.callback}`)
    const callId = await ring(`${origin}${paths.ring}`)
    const tell = (body: Parameters<typeof postCallback>[2]) =>
      postCallback(`${origin}${paths.callback}`, emulator, body)

    emulator.answer(callId, 'jack')
    const playing = happens(emulator, { kind: 'ingest-started' })
    const taken = await tell(answeredCallback(emulator, callId, 'jack'))
    expect(await taken.json()).toEqual({ ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 })
    await playing
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', audience: [{ callId, userId: 'jack' }] }])

    emulator.hangUp(callId, 'jack')
    await tell(endedCallback(emulator, callId))
    const [, end] = await server.line(new RegExp(`call ${callId} has ended: (.*)`))
    expect(end).toBe('completed (from callback)')
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'stopped' }])
    expect(emulator.rings()).toBe(1)
    expectNoSecret(server, emulator)
  } finally {
    await server.stop()
    await emulator.close()
  }
}

/** The URL that a server prints. */
export async function originOf(server: Program): Promise<string> {
  const [, port] = await server.line(/(?:localhost|0\.0\.0\.0|127\.0\.0\.1|port):? ?(\d+)/)
  return `http://localhost:${port}`
}

/** Rings jack and returns the CallId. */
export async function ring(url: string): Promise<string> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ callee: 'jack' }) })
  expect(response.status).toBe(202)
  const { callId } = (await response.json()) as { readonly callId: string }
  return callId
}

/** Resolves on the next event of this kind; call it before you trigger the event. */
export function happens(emulator: Emulator, what: Pick<TimelineEvent, 'kind' | 'operationId'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = emulator.on(({ kind, operationId }) => {
      if (kind !== what.kind || (what.operationId !== undefined && operationId !== what.operationId)) return
      stop()
      resolve()
    })
  })
}

/** Expects that no secret was printed. */
export function expectNoSecret(program: Program, emulator: Emulator): void {
  const { TRTC_SDK_SECRET_KEY, TENCENTCLOUD_SECRET_KEY, TRTC_CALLBACK_SECRET } = environmentFor(emulator)
  for (const secret of [TRTC_SDK_SECRET_KEY, TENCENTCLOUD_SECRET_KEY, TRTC_CALLBACK_SECRET]) {
    expect(program.said()).not.toContain(secret)
  }
}

/** Expects that a callback without the secret is rejected. */
export async function expectRefusal(url: string): Promise<void> {
  const query = '?SdkAppid=1400000000&CallbackCommand=Call.CallbackAfterEndCall'
  const { status } = await fetch(`${url}${query}`, { method: 'POST', body: '{}' })
  expect(status).toBe(401)
}

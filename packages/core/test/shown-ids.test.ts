import { expect, test } from 'vitest'
import type { TraceEvent } from '../src/index.ts'
import { callsOn, play, rejectionOf, ring, trtcOn } from './support/clients.ts'
import { callError, createWire, respondWith, type Step, trtcError } from './support/wire.ts'

/** What something between here and the vendor may make of a request: its own text, in a field that is shown. */
const echo = (sent: Parameters<Step>[0]) => `${sent.url} ${JSON.stringify(sent.init.headers)} ${sent.init.body}`

const call =
  (fields: (text: string) => object): Step =>
  (sent) =>
    respondWith(JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...fields(echo(sent)) }))(sent)
const trtc =
  (fields: (text: string) => object): Step =>
  (sent) =>
    respondWith(JSON.stringify({ Response: fields(echo(sent)) }))(sent)

const callSteps: Readonly<Record<string, Step>> = {
  'the request id of a response': call((RequestId) => ({ RequestId, Response: { CallId: 'c-1' } })),
  'the request id of an error response': call((RequestId) => ({ ErrorCode: 60026, RequestId })),
  'the reason of an error response': call((ErrorInfo) => ({ ErrorCode: 60026, ErrorInfo })),
  'a status line of HTML': (sent) => respondWith(echo(sent), 502)(sent),
}
const streamSteps: Readonly<Record<string, Step>> = {
  'the request id of a response': trtc((RequestId) => ({ RequestId, TaskId: 't-1' })),
  'the request id of an error response': trtc((RequestId) => ({
    Error: { Code: 'InternalError', Message: '' },
    RequestId,
  })),
  'the code of an error response': trtc((Code) => ({ Error: { Code, Message: '' } })),
  'the code of an error response, after a code that is listed': trtc((text) => ({
    Error: { Code: `InternalError.${text}` },
  })),
}

/** All that a program sees of one request: the events, the log, and the value or the error in every form. */
async function seen(send: (watch: object) => Promise<object>): Promise<{ text: string; events: TraceEvent[] }> {
  const events: TraceEvent[] = []
  const lines: unknown[] = []
  const logger = { debug: (...line: unknown[]) => lines.push(line) }
  const end = await send({ observe: (event: TraceEvent) => events.push(event), logger }).catch((error) => error)
  const forms = end instanceof Error ? [end.message, end, (end as { report?(): object }).report?.()] : [end]
  return { text: JSON.stringify([forms, lines, events]), events }
}

function expectHarmless({ text, events }: { text: string; events: readonly TraceEvent[] }, secrets: readonly string[]) {
  for (const secret of secrets) expect(text).not.toContain(secret)
  for (const event of events) {
    const { requestId = '', vendorCode = '' } = event as { requestId?: string; vendorCode?: string | number }
    expect(requestId.length).toBeLessThanOrEqual(129)
    expect(String(vendorCode).length).toBeLessThanOrEqual(129)
  }
}

test.each(Object.entries(callSteps))('%s: the error shows no part of the signature', async (_, step) => {
  const wire = createWire(step)
  const result = await seen((watch) => callsOn(wire, watch).startCallByRobot(ring))
  const userSig = new URL(wire.requests[0]?.url ?? '').searchParams.get('usersig') ?? ''
  expect(userSig.length).toBeGreaterThan(50)
  expectHarmless(result, [userSig, userSig.slice(40, 60)])
})

test.each(Object.entries(streamSteps))('%s: the error shows no part of the keys and signatures', async (_, step) => {
  const wire = createWire(step)
  const result = await seen((watch) => trtcOn(wire, watch).startStreamIngest(play))
  const signature = /Signature=([0-9a-f]{64})/.exec(JSON.stringify(wire.requests[0]?.init.headers))?.[1] ?? ''
  expect(signature).not.toBe('')
  expectHarmless(result, [signature, play.UserSig, play.StreamUrl])
})

test('the vendor’s ids are shown, long ones truncated', async () => {
  const ids = ['b1e23f17-1b14-4b7e-9997-4a94e3435abe', `Id-${'0a'.repeat(16)}-O-Seq-7623929`, 'gateway-17']
  for (const id of ids) {
    const wire = createWire(call(() => ({ RequestId: id })))
    expect(await callsOn(wire).startCallByRobot(ring)).toEqual({ RequestId: id })
  }
  const wire = createWire(call(() => ({ RequestId: 'x'.repeat(1_000_000) })))
  expect(await callsOn(wire).startCallByRobot(ring)).toEqual({ RequestId: `${'x'.repeat(128)}…` })
  const code = await rejectionOf(
    trtcOn(createWire(trtcError(`Made.Up${'.x'.repeat(500_000)}`))).startStreamIngest(play),
  )
  expect((code as Error).message.length).toBeLessThan(300)
})

test('control characters of the vendor are in neither message nor log', async () => {
  const reason = 'no\u001b[2Jsuch\r\nroom\u202e\u0085\u2028'
  const { text } = await seen((watch) => callsOn(createWire(callError(60026, reason)), watch).startCallByRobot(ring))
  expect(text).toContain('no [2Jsuch  room')
  expect(JSON.parse(text)[0][0]).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u)
})

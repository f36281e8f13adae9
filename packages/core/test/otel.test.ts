import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { InputError } from '../src/input-error.ts'
import { openTelemetry } from '../src/observe/otel.ts'
import { callsOn, play, ring, sdkAppId, sdkSecretKey, secretKey, trtcOn } from './support/clients.ts'
import { callError, callOk, createWire, drop, noResponse, trtcError } from './support/wire.ts'

const exporter = new InMemorySpanExporter()
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
const observe = openTelemetry({ tracerProvider })
const app = tracerProvider.getTracer('app')

beforeEach(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  onTestFinished(() => {
    context.disable()
    exporter.reset()
  })
})

/** The spans of one operation: itself, and its attempts in order. */
function spansOf(operation: string) {
  const spans = exporter.getFinishedSpans()
  const whole = spans.filter(({ name }) => name === `trtc-call ${operation}`)
  expect(whole).toHaveLength(1)
  return { whole: whole[0], attempts: spans.filter(({ name }) => name === `trtc-call ${operation} attempt`) }
}

test('an operation is a client span with a child for each attempt', async () => {
  await callsOn(createWire(callError(60007), callOk()), { observe }).startCallByRobot(ring)
  const { whole, attempts } = spansOf('startCallByRobot')
  expect(whole).toMatchObject({ kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET }, ended: true })
  expect(whole?.attributes).toEqual({
    'rpc.system': 'tencent-rtc',
    'rpc.service': 'call',
    'rpc.method': 'startCallByRobot',
    'server.address': 'console.tim.qq.com',
    'server.port': 443,
    'trtc_call.effect': 'unsafe',
    'trtc_call.sdk_app_id': sdkAppId,
    'trtc_call.outcome': 'ok',
    'trtc_call.request_id': 'ok-1',
    'trtc_call.attempts': 2,
  })
  expect(attempts).toMatchObject([
    {
      kind: SpanKind.INTERNAL,
      status: { code: SpanStatusCode.ERROR, message: 'ERR_API' },
      attributes: { 'trtc_call.attempt': 1, 'trtc_call.outcome': 'refused', 'trtc_call.vendor_code': '60007' },
    },
    { status: { code: SpanStatusCode.UNSET }, attributes: { 'trtc_call.attempt': 2, 'trtc_call.outcome': 'ok' } },
  ])
  for (const { parentSpanContext } of attempts) expect(parentSpanContext?.spanId).toBe(whole?.spanContext().spanId)
})

test('the parent is the span that was active at the start, for concurrent operations too', async () => {
  const calls = callsOn(createWire(callOk(), callOk(), callOk()), { observe })
  const parents = ['one', 'two', 'three'].map((name) => app.startSpan(name))
  await Promise.all(
    parents.map((parent) =>
      context.with(trace.setSpan(context.active(), parent), async () => {
        await Promise.resolve()
        await calls.startCallByRobot(ring)
      }),
    ),
  )
  const found = exporter.getFinishedSpans().filter(({ kind }) => kind === SpanKind.CLIENT)
  const parentIds = found.map(({ parentSpanContext }) => parentSpanContext?.spanId)
  expect(new Set(parentIds)).toEqual(new Set(parents.map((parent) => parent.spanContext().spanId)))
})

test.each([
  ['an unknown outcome', [drop()], { outcome: 'unknown', 'error.type': 'ERR_CONNECTION' }, SpanStatusCode.ERROR],
  ['an error response', [callError(70003)], { outcome: 'refused', 'error.type': 'ERR_API' }, SpanStatusCode.ERROR],
])('%s is an error of operation and attempt', async (_what, steps, expected, code) => {
  await callsOn(createWire(...steps), { observe })
    .startCallByRobot(ring)
    .catch(() => {})
  const { whole, attempts } = spansOf('startCallByRobot')
  for (const span of [whole, attempts[0]]) {
    expect(span?.status).toEqual({ code, message: expected['error.type'] })
    expect(span?.attributes).toMatchObject({
      'trtc_call.outcome': expected.outcome,
      'error.type': expected['error.type'],
    })
  }
})

test("the caller's abort is not an error, and ends both spans", async () => {
  const controller = new AbortController()
  const aborted = callsOn(createWire(noResponse), { observe }).startCallByRobot(ring, { signal: controller.signal })
  controller.abort('enough')
  await aborted.catch(() => {})
  const { whole, attempts } = spansOf('startCallByRobot')
  for (const span of [whole, attempts[0]]) {
    expect(span?.status).toEqual({ code: SpanStatusCode.UNSET })
    expect(span?.attributes).toMatchObject({ 'trtc_call.outcome': 'aborted' })
  }
})

test('spans contain no secret and no URL', async () => {
  await trtcOn(createWire(trtcError('InvalidParameter', `${play.StreamUrl} ${secretKey} ${play.UserSig}`)), {
    observe,
  })
    .startStreamIngest(play)
    .catch(() => {})
  await callsOn(createWire(callError(70003, sdkSecretKey)), { observe })
    .startCallByRobot(ring)
    .catch(() => {})
  const text = JSON.stringify(
    exporter.getFinishedSpans().map(({ name, attributes, status, events }) => ({ name, attributes, status, events })),
  )
  expect(text).toContain('InvalidParameter')
  for (const secret of [play.StreamUrl, play.UserSig, secretKey, sdkSecretKey, '://', 'jack']) {
    expect(text).not.toContain(secret)
  }
})

test('a tracer can be given, and unknown options are errors', async () => {
  await callsOn(createWire(callOk()), { observe: openTelemetry({ tracer: app }) }).startCallByRobot(ring)
  expect(spansOf('startCallByRobot').whole?.instrumentationScope.name).toBe('app')
  expect(() => openTelemetry({ tracer: app, tracerProvider })).toThrow(InputError)
  expect(() => openTelemetry({ provider: tracerProvider } as object)).toThrow(InputError)
})

import {
  type Attributes,
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'
import { assertKnownKeys } from '../assert-known-keys.ts'
import { InputError } from '../input-error.ts'
import type { AttemptEnd, Observer, OperationEnd, OperationInfo } from './observe.ts'

/** Selects the tracer. Default: the tracer `trtc-call` of the globally registered provider. */
export interface OpenTelemetryOptions {
  readonly tracer?: Tracer | undefined
  /** Provides the tracer `trtc-call`; cannot be combined with `tracer`. */
  readonly tracerProvider?: TracerProvider | undefined
}

/** The open spans of one operation. */
interface OpenSpans {
  readonly operation: Span
  readonly within: Context
  attempt: Span | undefined
}

/**
 * Creates an observer that makes a span for every operation, and a child span for each attempt. The parent is the active span at
 * the start of the operation. Spans contain no URL, body, user id or secret.
 *
 * Requires `@opentelemetry/api`, which is not installed with this package.
 *
 * @throws InputError when both a tracer and a provider are given, or an option is unknown.
 * @example
 * import { openTelemetry } from '@trtc-call/node/otel' // '@trtc-call/edge/otel' has the same
 *
 * const { dial } = createTrtcCall({ …, observe: openTelemetry() })
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Observer {
  const tracer = tracerOf(options)
  const open = new WeakMap<OperationInfo, OpenSpans>()
  return (event) => {
    const spans = open.get(event.request)
    switch (event.type) {
      case 'operation-start':
        open.set(event.request, startSpans(tracer, event.request))
        break
      case 'attempt-start':
        if (spans !== undefined) spans.attempt = startAttempt(tracer, event.request, event.attempt, spans.within)
        break
      case 'attempt-end':
        if (spans?.attempt !== undefined) endSpan(spans.attempt, event)
        break
      case 'operation-end':
        if (spans !== undefined) endSpan(spans.operation, event)
        open.delete(event.request)
        break
    }
  }
}

const fields: Readonly<Record<keyof OpenTelemetryOptions, true>> = { tracer: true, tracerProvider: true }

function tracerOf(options: OpenTelemetryOptions): Tracer {
  assertKnownKeys(options, fields)
  const { tracer, tracerProvider } = options
  if (tracer !== undefined && tracerProvider !== undefined) {
    throw new InputError('tracer', 'conflict', 'and tracerProvider must not both be given', { other: 'tracerProvider' })
  }
  return tracer ?? (tracerProvider ?? trace).getTracer('trtc-call')
}

function startSpans(tracer: Tracer, request: OperationInfo): OpenSpans {
  const parent = context.active()
  const options = { kind: SpanKind.CLIENT, attributes: attributesOf(request) }
  const operation = tracer.startSpan(nameOf(request), options, parent)
  return { operation, within: trace.setSpan(parent, operation), attempt: undefined }
}

/** Of the kind INTERNAL, because a second CLIENT span would count each request twice. */
function startAttempt(tracer: Tracer, request: OperationInfo, attempt: number, within: Context): Span {
  const attributes = { 'trtc_call.attempt': attempt }
  return tracer.startSpan(`${nameOf(request)} attempt`, { kind: SpanKind.INTERNAL, attributes }, within)
}

function nameOf({ operation }: OperationInfo): string {
  return `trtc-call ${operation}`
}

const port = /:(\d+)$/

function attributesOf({ operation, family, effect, host, sdkAppId }: OperationInfo): Attributes {
  return {
    'rpc.system': 'tencent-rtc',
    'rpc.service': family,
    'rpc.method': operation,
    'server.address': host.replace(port, ''),
    'server.port': Number(port.exec(host)?.[1] ?? 443),
    'trtc_call.effect': effect,
    'trtc_call.sdk_app_id': sdkAppId,
  }
}

function endSpan(span: Span, event: AttemptEnd | OperationEnd): void {
  const { outcome, error, vendorCode, requestId } = event
  span.setAttribute('trtc_call.outcome', outcome)
  if (vendorCode !== undefined) span.setAttribute('trtc_call.vendor_code', String(vendorCode))
  if (requestId !== undefined) span.setAttribute('trtc_call.request_id', requestId)
  if (event.type === 'operation-end') span.setAttribute('trtc_call.attempts', event.attempts)
  else if (event.random !== undefined) span.setAttribute('trtc_call.random', event.random)
  if (outcome !== 'ok' && outcome !== 'aborted') {
    const code = error?.code ?? 'ERR_NOT_SENT'
    span.setAttribute('error.type', code)
    span.setStatus({ code: SpanStatusCode.ERROR, message: code })
  }
  span.end()
}

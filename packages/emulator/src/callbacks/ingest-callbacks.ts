import { createHmac } from 'node:crypto'
import type { AppSettings } from '../options/app-options.ts'
import type { TimelineKind } from '../timeline.ts'
import type { Deliveries } from './deliveries.ts'
import type { Post } from './post.ts'

interface IngestNotifierDeps {
  readonly app: () => AppSettings
  readonly deliveries: Deliveries
  readonly now: () => number
  /** Clock of `CallbackMsTs`, which receivers compare with their own. */
  readonly serverNow: () => number
}

/** Event type and status, by the kind of timeline event. */
const events: { readonly [Kind in TimelineKind]?: { readonly type: 701 | 702; readonly status: 0 | 1 | 2 } } = {
  'ingest-fetched': { type: 701, status: 0 },
  'ingest-failed': { type: 701, status: 1 },
  'ingest-retried': { type: 701, status: 2 },
  'ingest-ended': { type: 702, status: 0 },
}

const timeoutMs = 5_000
const retryDelayMs = 10_000
const maxAgeMs = 60_000

/**
 * Sends the events of streams to the receiver in the option `ingestCallback`.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function createIngestNotifier({
  app,
  deliveries,
  now,
  serverNow,
}: IngestNotifierDeps): (kind: TimelineKind, taskId: string) => void {
  return (kind, taskId) => {
    const event = events[kind]
    const { ingestCallback, sdkAppId } = app()
    if (!event || !ingestCallback) return
    const EventInfo = { EventMsTs: now(), TaskId: taskId, Status: event.status }
    const build = (): Post => {
      const content = { EventGroupId: 7, EventType: event.type, CallbackMsTs: serverNow(), EventInfo }
      const body = JSON.stringify(content)
      return { url: ingestCallback.url, body, headers: headersOf(body, sdkAppId, ingestCallback.key) }
    }
    deliveries.send({ kind: 'ingest', sdkAppId, eventType: event.type, taskId, timeoutMs, build, retryAfterMs })
  }
}

/** Retries immediately, then every ten seconds until the event is a minute old. */
function retryAfterMs(attempts: number, ageMs: number): number | undefined {
  const delayMs = attempts === 1 ? 0 : retryDelayMs
  return ageMs + delayMs <= maxAgeMs ? delayMs : undefined
}

function headersOf(body: string, sdkAppId: number, key: string | undefined): Record<string, string> {
  const sign = key === undefined ? {} : { Sign: createHmac('sha256', key).update(body).digest('base64') }
  return { SdkAppId: String(sdkAppId), ...sign }
}

import { eventKey } from './event-key.ts'
import type { TrtcWebhookEvent } from './events.ts'
import { asFields, asText, asTimeMs } from './fields.ts'
import type { WebhookBody } from './raw-body.ts'

const started = 701
const stopped = 702

/**
 * Turns any body into an event. An unknown type, or a body without TaskId, gives an `unknown` event. The event group is
 * ignored, because the vendor's page gives two numbers for it.
 */
export function readTrtcEvent(
  raw: WebhookBody,
  { sdkAppId, now }: { readonly sdkAppId: number; readonly now: number },
): TrtcWebhookEvent {
  const info = asFields(raw.EventInfo)
  const at = asTimeMs(info.EventMsTs) ?? asTimeMs(info.EventTs) ?? sentAtMs(raw) ?? now
  const base = { family: 'trtc', at, sdkAppId, authenticated: true, raw } as const
  const { EventGroupId, EventType, EventInfo } = raw
  // Not the whole body: the sending time differs between deliveries.
  const identity = [EventGroupId ?? null, EventType ?? null, EventInfo ?? null]
  const key = (type: string): string => eventKey(sdkAppId, type, identity)
  const taskId = asText(info.TaskId)
  const eventType = asNumber(EventType)
  if (taskId !== undefined && eventType === started) {
    return { ...base, type: 'ingest-started', key: key('ingest-started'), taskId, status: statusOf(info.Status) }
  }
  if (taskId !== undefined && eventType === stopped) {
    return { ...base, type: 'ingest-stopped', key: key('ingest-stopped'), taskId }
  }
  return { ...base, type: 'unknown', key: key('unknown'), eventGroupId: asNumber(EventGroupId), eventType }
}

/** Returns when the vendor sent it: CallbackMsTs for streams, CallbackTs for other events. */
export function sentAtMs({ CallbackMsTs, CallbackTs }: WebhookBody): number | undefined {
  return asTimeMs(CallbackMsTs) ?? asTimeMs(CallbackTs)
}

const statuses = ['playing', 'failed', 'retrying'] as const

function statusOf(value: unknown): (typeof statuses)[number] | 'unknown' {
  const status = asNumber(value)
  return (status === undefined ? undefined : statuses[status]) ?? 'unknown'
}

function asNumber(value: unknown): number | undefined {
  const text = asText(value)
  const number = Number(text)
  return text !== undefined && Number.isFinite(number) ? number : undefined
}

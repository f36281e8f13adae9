import { withoutPassword } from '../stream/urls.ts'
import type { Post } from './post.ts'

/** What can be seen of a callback on its way to a receiver. */
export interface DeliveryView {
  /** For `resend()`. */
  readonly id: string
  readonly sdkAppId: number
  /** About calls, set by set_callback, or about streams, set by `ingestCallback`. */
  readonly kind: 'call' | 'ingest'
  /** Of a call: `Call.CallbackAfterStartCall` and the like. */
  readonly command?: string
  /** Of a stream: 701 or 702. */
  readonly eventType?: number
  readonly callId?: string
  readonly taskId?: string
  /** As posted to last; the values of its query are masked, except the vendor's own. */
  readonly url: string
  /** As sent last. Numbers beyond 2^53 lose digits here, not on the wire. */
  readonly body: unknown
  readonly attempts: readonly DeliveryAttempt[]
  /** `pending` until it was taken with status 200, or the last attempt failed. */
  readonly state: 'pending' | 'delivered' | 'failed'
}

/** One time that it was posted. */
export interface DeliveryAttempt {
  /** Unix time in milliseconds on the emulator's clock. */
  readonly at: number
  /** HTTP status of the answer. */
  readonly status?: number
  /** Why there is no status. */
  readonly error?: string
  /** Real time until the answer, in milliseconds. */
  readonly durationMs: number
}

/** Something to deliver. */
export interface DeliveryOrder
  extends Pick<DeliveryView, 'sdkAppId' | 'kind' | 'command' | 'eventType' | 'callId' | 'taskId'> {
  /** Made anew for each attempt, as signatures hold the time. */
  readonly write: () => Post
  /** In real time. */
  readonly timeoutMs: number
  /** When to try again, in milliseconds from a failed attempt; undefined for never. */
  readonly retryAfterMs: (attempts: number, ageMs: number) => number | undefined
}

const shown: readonly string[] = [
  'SdkAppid',
  'CallbackCommand',
  'contenttype',
  'ClientIP',
  'OptPlatform',
  'RequestTime',
]

/** An address fit to be shown: what its owner put into the query is often a secret. */
export function maskUrl(address: string): string {
  const [base = '', ...queries] = withoutFragment(address).split('?')
  const shownBase = withoutPassword(base)
  if (queries.length === 0) return shownBase
  const pairs = queries.join('?').split('&')
  const masked = pairs.map((pair) => (shown.includes(pair.split('=')[0] ?? '') ? pair : `${pair.split('=')[0]}=***`))
  return `${shownBase}?${masked.join('&')}`
}

/** It is never sent, but a receiver's owner may have put anything into it. */
function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '')
}

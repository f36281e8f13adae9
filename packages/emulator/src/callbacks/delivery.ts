import { maskUserInfo } from '../streams/urls.ts'
import type { Post } from './post.ts'

/** A callback and its delivery attempts. */
export interface DeliveryView {
  /** For `resend()`. */
  readonly id: string
  readonly sdkAppId: number
  /** `call`: configured by set_callback. `ingest`: configured by the option `ingestCallback`. */
  readonly kind: 'call' | 'ingest'
  /** Of a call callback, such as `Call.CallbackAfterStartCall`. */
  readonly command?: string
  /** Of an ingest callback: 701 or 702. */
  readonly eventType?: number
  readonly callId?: string
  readonly taskId?: string
  /** URL of the last attempt. Query values are masked, except the vendor's own parameters. */
  readonly url: string
  /** Body of the last attempt. Numbers beyond 2^53 lose digits here, but not on the wire. */
  readonly body: unknown
  readonly attempts: readonly DeliveryAttempt[]
  /** `delivered` after status 200, `failed` after the last attempt, else `pending`. */
  readonly state: 'pending' | 'delivered' | 'failed'
}

/** One attempt to deliver a callback. */
export interface DeliveryAttempt {
  /** Unix time in milliseconds on the emulator's clock. */
  readonly at: number
  /** HTTP status of the response. */
  readonly status?: number
  /** Why there is no status, as a system error code or in words. */
  readonly error?: string
  /** Real time until the response, in milliseconds. */
  readonly durationMs: number
}

export interface DeliveryRequest
  extends Pick<DeliveryView, 'sdkAppId' | 'kind' | 'command' | 'eventType' | 'callId' | 'taskId'> {
  /** Called for each attempt, because signatures contain the time. */
  readonly build: () => Post
  /** Real time. */
  readonly timeoutMs: number
  /** Delay after a failed attempt, in milliseconds; undefined: no further attempt. */
  readonly retryAfterMs: (attempts: number, ageMs: number) => number | undefined
}

const publicParameters: readonly string[] = [
  'SdkAppid',
  'CallbackCommand',
  'contenttype',
  'ClientIP',
  'OptPlatform',
  'RequestTime',
]

/** Masks the query values of a receiver's URL, which are often secrets. */
export function maskCallbackUrl(url: string): string {
  const [base = '', ...queries] = url.replace(/#.*$/s, '').split('?')
  const shownBase = maskUserInfo(base)
  if (queries.length === 0) return shownBase
  const pairs = queries.join('?').split('&')
  const masked = pairs.map((pair) =>
    publicParameters.includes(pair.split('=')[0] ?? '') ? pair : `${pair.split('=')[0]}=***`,
  )
  return `${shownBase}?${masked.join('&')}`
}

import { assertKnownKeys } from '../assert-known-keys.ts'
import { wrongType } from '../check-value.ts'
import { base64 } from '../signing/base64.ts'
import { checkSdkAppId } from '../signing/check-user-sig-input.ts'
import { webHashing } from '../signing/hashing.ts'
import { checkSecrets, isAnyOf, type Secrets } from './check-secrets.ts'
import type { TrtcWebhookEvent } from './events.ts'
import { bytesOfBody, defaultMaxBodyBytes, parseBody, type RawBody } from './raw-body.ts'
import { readTrtcEvent, sentAtMs } from './read-trtc-event.ts'
import { assertFresh, checkMaxBodyBytes, checkWindow, type WebhookLimits } from './replay-window.ts'
import { WebhookError } from './webhook-error.ts'

/** The headers of a `Request`, or of a Node request. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** A delivery to the callback URL in the console, for an app's room, media and stream events. */
export interface TrtcWebhook extends WebhookLimits {
  readonly body: RawBody
  readonly headers: WebhookHeaders
  /** The callback key from the console. Give several during a rotation. */
  readonly key: Secrets
  readonly sdkAppId: number
}

/**
 * Verifies a callback about streams and rooms and returns its event. `Sign` must be the HMAC-SHA256 of the raw body (compared
 * in constant time), `SdkAppId` your app, and CallbackMsTs (CallbackTs in some events) at most `maxAgeMs` from now. An unknown
 * event type gives an event of type `unknown`.
 *
 * @throws WebhookError when it cannot be authenticated or read; respond with its `status`.
 * @throws InputError for a parsed body or an invalid option.
 * @example
 * const body = await request.text()
 * const event = verifyTrtcWebhook({ body, headers: request.headers, key: callbackKey, sdkAppId: 1400000000 })
 * if (event.type === 'ingest-stopped') console.log(`${event.taskId} ended`)
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function verifyTrtcWebhook(delivery: TrtcWebhook): TrtcWebhookEvent {
  assertKnownKeys(delivery, known)
  const { maxBodyBytes = defaultMaxBodyBytes, headers } = delivery
  const sdkAppId = checkSdkAppId(delivery.sdkAppId)
  const keys = checkSecrets('key', delivery.key)
  const window = checkWindow(delivery.now, delivery.maxAgeMs)
  const bytes = bytesOfBody(delivery.body, checkMaxBodyBytes(maxBodyBytes))
  if (!isSignedWith(keys, bytes, readHeader(headers, 'Sign'))) throw wrongSignature()
  if (readHeader(headers, 'SdkAppId') !== String(sdkAppId)) throw otherApp('SdkAppId header')
  const raw = parseBody(bytes)
  const event = readTrtcEvent(raw, { sdkAppId, now: window.now })
  const sentAt = sentAtMs(raw)
  // An undocumented event may have no time, and no action follows from it.
  if (sentAt !== undefined || event.type !== 'unknown') assertFresh('CallbackMsTs', sentAt, window)
  return event
}

const known: Readonly<Record<keyof TrtcWebhook, true>> = {
  body: true,
  headers: true,
  key: true,
  sdkAppId: true,
  now: true,
  maxAgeMs: true,
  maxBodyBytes: true,
}

function isSignedWith(keys: readonly string[], bytes: Uint8Array, signature: string | undefined): boolean {
  if (signature === undefined) return false
  return isAnyOf(
    keys.map((key) => base64(webHashing.mac(key)(bytes))),
    signature,
  )
}

/** Ignores case: Node lower-cases header names, frameworks may not. */
function readHeader(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) throw wrongType('headers', 'the headers of the request', headers)
  if (hasGet(headers)) return headers.get(name) ?? undefined
  const wanted = name.toLowerCase()
  const found = Object.entries(headers).find(([each]) => each.toLowerCase() === wanted)?.[1]
  return typeof found === 'string' ? found : undefined
}

function hasGet(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function'
}

function wrongSignature(): WebhookError {
  return new WebhookError(
    'signature',
    'the Sign header does not match this body and the key; it was rejected',
    'Compare the key with the console, and pass the raw body, before any parser. Without a key in the console, the vendor signs nothing.',
  )
}

export function otherApp(where: string): WebhookError {
  return new WebhookError(
    'other-app',
    `the webhook's ${where} is not this app's; it was rejected`,
    'Compare sdkAppId with the app whose console or set_callback has this URL; give each app its own URL.',
  )
}

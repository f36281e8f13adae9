import { wrongType } from '../check-value.ts'
import { assertKnownKeys } from '../known-keys.ts'
import { base64 } from '../signing/base64.ts'
import { checkSdkAppId } from '../signing/checks.ts'
import { webHashing } from '../signing/hashing.ts'
import type { TrtcWebhookEvent } from './events.ts'
import { checkBody, defaultMaxBodyBytes, parseBody, type RawBody } from './raw-body.ts'
import { readTrtcEvent, sentAtMs } from './read-trtc-event.ts'
import { checkMaxBodyBytes, checkWindow, refuseStale, type WebhookLimits } from './replay-window.ts'
import { checkSecrets, isAnyOf, type Secrets } from './secrets.ts'
import { WebhookError } from './webhook-error.ts'

/** Headers as a `Request` has them, or as Node has them. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** A delivery to the address that the console holds for an app's room, media and stream events. */
export interface TrtcWebhook extends WebhookLimits {
  readonly body: RawBody
  readonly headers: WebhookHeaders
  /** The key that the console holds beside the address; several while you change it. */
  readonly key: Secrets
  readonly sdkAppId: number
}

/**
 * Checks a delivery about streams and rooms, and reads it: `Sign` has to be the HMAC-SHA256 of the raw body, `SdkAppId` your
 * app, and CallbackMsTs (CallbackTs in some events) no more than `maxAgeMs` from now. The comparison takes the same time for
 * any wrong signature. An event that is not known here comes as `unknown`.
 *
 * @throws WebhookError when it is not to be believed or cannot be read; its `status` is what to answer.
 * @throws InputError for a parsed body or an option that is not usable.
 * @example
 * const body = await request.text()
 * const event = verifyTrtcWebhook({ body, headers: request.headers, key: callbackKey, sdkAppId: 1400000000 })
 * if (event.type === 'ingest-stopped') console.log(`${event.taskId} is over`)
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function verifyTrtcWebhook(delivery: TrtcWebhook): TrtcWebhookEvent {
  assertKnownKeys(delivery, known)
  const { maxBodyBytes = defaultMaxBodyBytes, headers } = delivery
  const sdkAppId = checkSdkAppId(delivery.sdkAppId)
  const keys = checkSecrets('key', delivery.key)
  const window = checkWindow(delivery.now, delivery.maxAgeMs)
  const bytes = checkBody(delivery.body, checkMaxBodyBytes(maxBodyBytes))
  if (!isSignedWith(keys, bytes, readHeader(headers, 'Sign'))) throw wrongSignature()
  if (readHeader(headers, 'SdkAppId') !== String(sdkAppId)) throw otherApp('SdkAppId header')
  const raw = parseBody(bytes)
  const event = readTrtcEvent(raw, { sdkAppId, now: window.now })
  const sentAt = sentAtMs(raw)
  // An event that no page describes may well have no such time; it does nothing by itself.
  if (sentAt !== undefined || event.type !== 'unknown') refuseStale('CallbackMsTs', sentAt, window)
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

/** Node has its headers in lower case, but whoever rebuilds them may not. */
function readHeader(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) throw wrongType('headers', 'the headers of the request', headers)
  if (isGetter(headers)) return headers.get(name) ?? undefined
  const wanted = name.toLowerCase()
  const found = Object.entries(headers).find(([each]) => each.toLowerCase() === wanted)?.[1]
  return typeof found === 'string' ? found : undefined
}

function isGetter(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function'
}

function wrongSignature(): WebhookError {
  return new WebhookError(
    'signature',
    'the Sign header is not the signature of this body under the key; it was not handed on',
    'Compare the key with the console’s, and see that the body is taken raw, before any parser. Without a key there, the vendor signs nothing.',
  )
}

export function otherApp(where: string): WebhookError {
  return new WebhookError(
    'other-app',
    `the webhook's ${where} is not this app's; it was not handed on`,
    'Each app has an address of its own: compare sdkAppId with the app whose console or set_callback has this address.',
  )
}

import { wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { assertKnownKeys } from '../known-keys.ts'
import { checkSdkAppId } from '../signing/checks.ts'
import { webHashing } from '../signing/hashing.ts'
import { readQuery, type WebhookQuery } from './call-query.ts'
import type { CallWebhookEvent } from './events.ts'
import { asTimeMs } from './fields.ts'
import { checkBody, defaultMaxBodyBytes, malformed, parseBody, type RawBody } from './raw-body.ts'
import { readCallEvent } from './read-call-event.ts'
import { checkMaxBodyBytes, checkWindow, refuseStale, type WebhookLimits } from './replay-window.ts'
import { checkSecrets, isAnyOf, type Secrets } from './secrets.ts'
import { otherApp } from './verify-trtc-webhook.ts'
import { WebhookError } from './webhook-error.ts'

/** A secret of yours in the query of the address that you gave to `setCallback`, as in `https://…/calls?token=…`. */
export interface UrlSecret {
  /** The name of the query parameter. */
  readonly name: string
  /** Letters, digits and `- _ .` alone, so that nobody encodes it on the way; several while you change it. */
  readonly value: Secrets
}

/** How the sender of Call callbacks is known. */
export interface CallWebhookAccess {
  /**
   * The token that the Chat console holds for signed webhooks. The vendor does not say whether it signs Call callbacks with
   * it: try it before you rely on it.
   */
  readonly token?: Secrets | undefined
  readonly secret?: UrlSecret | undefined
}

/** A delivery to the address that `setCallback` gave to the vendor. Give `url` or `query`. */
export interface CallWebhook extends WebhookLimits, CallWebhookAccess {
  readonly body: RawBody
  /** Where it was posted to, with the query; a path alone will do. */
  readonly url?: string | URL | undefined
  /** The query, where the address is already taken apart. */
  readonly query?: WebhookQuery | undefined
  readonly sdkAppId: number
}

/**
 * Checks a delivery about calls, and reads it: `SdkAppid` in the query has to be your app, `CallbackCommand` the body's.
 * The vendor documents no signature for these. Without `secret` and `token` anybody who knows the address can post
 * whatever they like, and the event says `authenticated: false`. With `token`, `Sign` has to be the SHA-256 of token and
 * RequestTime, and RequestTime no more than `maxAgeMs` from now; it does not cover the body. A command that is not known
 * here comes as `unknown`.
 *
 * @throws WebhookError when it is not to be believed or cannot be read; its `status` is what to answer.
 * @throws InputError for a parsed body or an option that is not usable.
 * @example
 * const secret = { name: 'token', value: callbackSecret }
 * const event = verifyCallWebhook({ body: await request.text(), url: request.url, sdkAppId: 1400000000, secret })
 * if (event.type === 'call-ended') console.log(event.callId, event.record.outcome)
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 */
export function verifyCallWebhook(delivery: CallWebhook): CallWebhookEvent {
  assertKnownKeys(delivery, known)
  const { maxBodyBytes = defaultMaxBodyBytes } = delivery
  const sdkAppId = checkSdkAppId(delivery.sdkAppId)
  const { token, secret } = checkCallAccess(delivery)
  const window = checkWindow(delivery.now, delivery.maxAgeMs)
  const bytes = checkBody(delivery.body, checkMaxBodyBytes(maxBodyBytes))
  const parameter = readQuery(delivery)
  if (secret !== undefined && !isAnyOf(secret.values, parameter(secret.name) ?? '')) throw wrongSecret()
  if (token !== undefined) checkSign(token, parameter, window)
  if (parameter('SdkAppid') !== String(sdkAppId)) throw otherApp('SdkAppid')
  const raw = parseBody(bytes)
  if (typeof raw.CallbackCommand !== 'string' || parameter('CallbackCommand') !== raw.CallbackCommand) {
    throw malformed('has another CallbackCommand than its address')
  }
  return readCallEvent(raw, { sdkAppId, authenticated: token !== undefined || secret !== undefined, now: window.now })
}

const known: Readonly<Record<keyof CallWebhook, true>> = {
  body: true,
  url: true,
  query: true,
  sdkAppId: true,
  token: true,
  secret: true,
  now: true,
  maxAgeMs: true,
  maxBodyBytes: true,
}

/** @throws InputError naming the field, never any of a secret. */
export function checkCallAccess({ token, secret }: CallWebhookAccess): {
  readonly token: readonly string[] | undefined
  readonly secret: { readonly name: string; readonly values: readonly string[] } | undefined
} {
  return {
    token: token === undefined ? undefined : checkSecrets('token', token),
    secret: secret === undefined ? undefined : checkUrlSecret(secret),
  }
}

function checkUrlSecret(secret: UrlSecret): { readonly name: string; readonly values: readonly string[] } {
  assertKnownKeys(secret, { name: true, value: true }, 'secret')
  if (typeof secret.name !== 'string' || secret.name === '') {
    throw wrongType('secret.name', 'the name of a query parameter', secret.name)
  }
  const values = checkSecrets('secret.value', secret.value)
  if (values.every((value) => /^[\w.-]+$/.test(value))) return { name: secret.name, values }
  throw new InputError(
    'secret.value',
    'format',
    'must be letters, digits and any of - _ . (others may arrive re-encoded)',
  )
}

type Parameter = (name: string) => string | undefined

/** @see {@link https://trtc.io/document/34354} */
function checkSign(tokens: readonly string[], parameter: Parameter, window: { now: number; maxAgeMs: number }): void {
  const requestTime = parameter('RequestTime') ?? ''
  const expected = tokens.map((token) => webHashing.sha256Hex(token + requestTime))
  if (!isAnyOf(expected, parameter('Sign') ?? '')) throw wrongSign()
  refuseStale('RequestTime', asTimeMs(requestTime), window)
}

function wrongSign(): WebhookError {
  return new WebhookError(
    'signature',
    "the webhook's Sign is not that of its RequestTime under the token; it was not handed on",
    'Compare the token with the console’s. If no delivery has a Sign, the vendor does not sign these: use a secret in the address instead.',
  )
}

function wrongSecret(): WebhookError {
  return new WebhookError(
    'signature',
    'the address that the webhook was sent to does not have the secret; it was not handed on',
    'getCallback tells which address the vendor has; setCallback gives it the one with the secret.',
  )
}

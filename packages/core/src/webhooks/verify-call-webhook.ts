import { assertKnownKeys } from '../assert-known-keys.ts'
import { wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { checkSdkAppId } from '../signing/check-user-sig-input.ts'
import { webHashing } from '../signing/hashing.ts'
import { readQuery, type WebhookQuery } from './call-query.ts'
import { checkSecrets, isAnyOf, type Secrets } from './check-secrets.ts'
import type { CallWebhookEvent } from './events.ts'
import { asTimeMs } from './fields.ts'
import { bytesOfBody, defaultMaxBodyBytes, malformed, parseBody, type RawBody } from './raw-body.ts'
import { readCallEvent } from './read-call-event.ts'
import { assertFresh, checkMaxBodyBytes, checkWindow, type WebhookLimits } from './replay-window.ts'
import { otherApp } from './verify-trtc-webhook.ts'
import { WebhookError } from './webhook-error.ts'

/** A secret in the query of the URL that you gave to `setCallback`, as in `https://…/calls?token=…`. */
export interface UrlSecret {
  /** The name of the query parameter. */
  readonly name: string
  /** Letters, digits and `- _ .` only, so that no proxy re-encodes it. Give several during a rotation. */
  readonly value: Secrets
}

/** How Call callbacks are authenticated. */
export interface CallWebhookAccess {
  /**
   * The token for signed webhooks from the Chat console. The vendor does not document whether it signs Call callbacks with it:
   * test it before you rely on it.
   */
  readonly token?: Secrets | undefined
  readonly secret?: UrlSecret | undefined
}

/** A delivery to the URL that was set with `setCallback`. Give `url` or `query`. */
export interface CallWebhook extends WebhookLimits, CallWebhookAccess {
  readonly body: RawBody
  /** The URL of the request with its query; the path alone suffices. */
  readonly url?: string | URL | undefined
  /** The query, when it is already parsed. */
  readonly query?: WebhookQuery | undefined
  readonly sdkAppId: number
}

/**
 * Verifies a callback about calls and returns its event. `SdkAppid` in the query must be your app, and `CallbackCommand` must
 * match the body. The vendor documents no signature for these callbacks: without `secret` and `token`, anyone who knows the
 * URL can post anything, and the event has `authenticated: false`. With `token`, `Sign` must be the SHA-256 of token and
 * RequestTime, and RequestTime at most `maxAgeMs` from now; it does not cover the body. An unknown command gives an event of
 * type `unknown`.
 *
 * @throws WebhookError when it cannot be authenticated or read; respond with its `status`.
 * @throws InputError for a parsed body or an invalid option.
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
  const bytes = bytesOfBody(delivery.body, checkMaxBodyBytes(maxBodyBytes))
  const parameter = readQuery(delivery)
  if (secret !== undefined && !isAnyOf(secret.values, parameter(secret.name) ?? '')) throw wrongSecret()
  if (token !== undefined) checkSign(token, parameter, window)
  if (parameter('SdkAppid') !== String(sdkAppId)) throw otherApp('SdkAppid')
  const raw = parseBody(bytes)
  if (typeof raw.CallbackCommand !== 'string' || parameter('CallbackCommand') !== raw.CallbackCommand) {
    throw malformed('has another CallbackCommand than its URL')
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

/** @throws InputError naming the field, never a secret. */
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
  assertFresh('RequestTime', asTimeMs(requestTime), window)
}

function wrongSign(): WebhookError {
  return new WebhookError(
    'signature',
    "the webhook's Sign does not match its RequestTime and the token; it was rejected",
    'Compare the token with the console. If no delivery has a Sign, the vendor does not sign these: use a secret in the URL instead.',
  )
}

function wrongSecret(): WebhookError {
  return new WebhookError(
    'signature',
    'the URL of the webhook does not contain the secret; it was rejected',
    'Check the callback URL with getCallback, and set the one with the secret with setCallback.',
  )
}

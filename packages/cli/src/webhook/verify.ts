import type { WebhookError, WebhookEvent } from '@trtc-call/node/webhooks'
import type { Result } from '../command.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { quoteValue } from '../quote-in-message.ts'
import type { WebhookAuth } from './auth-options.ts'
import { findEdit } from './find-edit.ts'
import { formatEvent } from './format-event.ts'

/** A delivery that was saved, with its URL or with its headers. */
export interface SavedDelivery {
  readonly body: Uint8Array
  readonly url: string | undefined
  /** Header lines. An entry may have several. */
  readonly headers: readonly string[]
  readonly sdkAppId: number
  readonly maxAgeMs: number
}

/** Verifies a callback of a call if it has a URL, else a stream event. @throws UsageError for a header line that is none. */
export async function verifyDelivery(saved: SavedDelivery, { secret, token, key }: WebhookAuth): Promise<Result> {
  const { verifyCallWebhook, verifyTrtcWebhook, isWebhookError } = await import('@trtc-call/node/webhooks')
  const { body, url, sdkAppId, maxAgeMs } = saved
  const headers = Object.fromEntries(saved.headers.flatMap(parseHeaders))
  const verify = (body: Uint8Array): WebhookEvent =>
    url === undefined
      ? verifyTrtcWebhook({ body, sdkAppId, maxAgeMs, headers, key: key ?? '' })
      : // A query alone needs a path before it.
        verifyCallWebhook({ body, sdkAppId, maxAgeMs, url: url.includes('?') ? url : `/?${url}`, secret, token })
  try {
    return toVerifiedResult(verify(body))
  } catch (error) {
    if (!isWebhookError(error)) throw error
    return toRejectedResult(error, error.reason === 'signature' ? findEdit(body, verify) : undefined)
  }
}

function toVerifiedResult(event: WebhookEvent): Result {
  const line = formatEvent(event)
  if (event.authenticated) return { document: { verified: true, event }, text: `${line}\nverified` }
  const message = 'the delivery is well-formed, but nothing authenticates its sender'
  const hint = 'set TRTC_CALLBACK_SECRET or TRTC_CALLBACK_TOKEN'
  const document = { verified: false, reason: 'unauthenticated', message, hint, event }
  return { document, text: `${line}\nnot verified: ${message}\n  ${hint}`, exitCode: exitCodes.failed }
}

/** An edit that explains the failure shows that the key is right, so it replaces the hint. */
function toRejectedResult({ reason, message, status, ...error }: WebhookError, edit: string | undefined): Result {
  const hint = edit === undefined ? error.hint : `${edit}; save the body unchanged, byte for byte`
  const document = { verified: false, reason, message, hint, status }
  return { document, text: `not verified: ${message}\n  ${hint}`, exitCode: exitCodes.failed }
}

/** Also accepts lines of curl (`-H 'Sign: …' \`) and of JSON. Lines without a header, such as the request line, are ignored. */
function parseHeaders(text: string): [string, string][] {
  const pairs = text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value = ''] = /^\s*(?:(?:-H|--header)\s+)?["']?([\w-]+)["']?\s*:(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [[name, value.replace(/^[\s"']+|["']?[\s,\\^`]*$/g, '')]]
  })
  if (pairs.length === 0) throw new UsageError(`--header must be NAME:VALUE; given: ${quoteValue(text)}`)
  return pairs
}

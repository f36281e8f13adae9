import { InputError } from '../input-error.ts'
import { queryOf } from './call-query.ts'
import type { WebhookEvent } from './events.ts'
import type { HandlerSettings } from './handler-options.ts'
import { tooLarge } from './raw-body.ts'
import { verifyCallWebhook } from './verify-call-webhook.ts'
import { verifyTrtcWebhook } from './verify-trtc-webhook.ts'
import { WebhookError } from './webhook-error.ts'

/**
 * Reads a request and verifies it by the rules of its kind. Events about rooms and streams have an app or a signature in
 * their headers; Call callbacks have a command in their query.
 *
 * @throws WebhookError
 */
export async function verifyRequest(settings: HandlerSettings, request: Request): Promise<WebhookEvent> {
  if (request.method !== 'POST') throw new WebhookError('method', 'a webhook is always a POST request', methodHint)
  const { sdkAppId, call, trtc, maxAgeMs, maxBodyBytes } = settings
  const query = queryOf(request.url)
  const { headers } = request
  const isTrtc = headers.has('Sign') || headers.has('SdkAppId')
  if (!isTrtc && !query.has('CallbackCommand'))
    throw unexpected('is neither a Call callback nor a room or stream event')
  if (isTrtc ? trtc === undefined : call === undefined) {
    throw unexpected(`is of the kind "${isTrtc ? 'trtc' : 'call'}", which this handler is not configured for`)
  }
  const delivery = {
    body: await readBody(request, maxBodyBytes),
    sdkAppId,
    now: settings.now(),
    maxAgeMs,
    maxBodyBytes,
  }
  if (isTrtc) return verifyTrtcWebhook({ ...delivery, headers, key: trtc?.key ?? [] })
  return verifyCallWebhook({ ...delivery, query, token: call?.token, secret: call?.secret })
}

const methodHint = 'Ignore it if a browser or a scanner sent it. If the vendor sent it, a proxy changed the method.'

function unexpected(what: string): WebhookError {
  return new WebhookError(
    'unexpected',
    `the webhook ${what}; it was rejected`,
    'Check that the URL in the console (trtc) and in setCallback (call) belongs to a handler for this kind.',
  )
}

/** Stops reading at `maxBodyBytes`. */
async function readBody(request: Request, maxBodyBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed) {
    throw new InputError('request', 'conflict', 'must be unread: pass it before its body is read, or pass a clone')
  }
  if (Number(request.headers.get('Content-Length')) > maxBodyBytes) throw tooLarge(maxBodyBytes)
  const reader = request.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    size += read.value.length
    if (size > maxBodyBytes) {
      reader?.cancel().catch(() => {})
      throw tooLarge(maxBodyBytes)
    }
    chunks.push(read.value)
  }
  return join(chunks, size)
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}

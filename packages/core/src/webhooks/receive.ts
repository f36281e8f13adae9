import { InputError } from '../input-error.ts'
import { queryOf } from './call-query.ts'
import type { WebhookEvent } from './events.ts'
import type { HandlerSettings } from './handler-options.ts'
import { tooLarge } from './raw-body.ts'
import { verifyCallWebhook } from './verify-call-webhook.ts'
import { verifyTrtcWebhook } from './verify-trtc-webhook.ts'
import { WebhookError } from './webhook-error.ts'

/**
 * Takes a request for the webhook that it is. Only events about rooms and streams have an app or a signature among their
 * headers, only Call callbacks a command in their query; each is then held against the rules of its own kind.
 *
 * @throws WebhookError
 */
export async function receive(settings: HandlerSettings, request: Request): Promise<WebhookEvent> {
  if (request.method !== 'POST') throw new WebhookError('method', 'a webhook is always a POST', isNotForPeople)
  const { sdkAppId, call, trtc, maxAgeMs, maxBodyBytes } = settings
  const query = queryOf(request.url)
  const { headers } = request
  const isTrtc = headers.has('Sign') || headers.has('SdkAppId')
  if (!isTrtc && !query.has('CallbackCommand')) throw unexpected('is neither a Call callback nor an event of rooms')
  if (isTrtc ? trtc === undefined : call === undefined) {
    throw unexpected(`is of the kind "${isTrtc ? 'trtc' : 'call'}", which this handler was not set up for`)
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

const isNotForPeople = 'Nothing is wrong, unless it was the vendor who sent it: then something on the way changed it.'

function unexpected(what: string): WebhookError {
  return new WebhookError(
    'unexpected',
    `the webhook ${what}; it was not handed on`,
    'See that the address in the console (trtc) and in setCallback (call) is the one of a handler for this kind.',
  )
}

/** No more of it than may be: whoever sends without end is cut off. */
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

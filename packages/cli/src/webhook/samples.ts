import { createHash, createHmac } from 'node:crypto'
import type { ApiOperation } from '../api/operations.ts'
import { UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { quoteName, quoteValue } from '../quote-in-message.ts'
import type { WebhookAuth } from './auth-options.ts'
import type { SignedSample } from './post.ts'

type Body = Record<string, unknown>

/** The types of events, by the names of the webhooks in the OpenAPI documents. */
const webhooks: Readonly<Record<string, string>> = {
  'call-started': 'Call.CallbackAfterStartCall',
  'members-changed': 'Call.CallbackAfterMemberChanged',
  'call-ended': 'Call.CallbackAfterEndCall',
  'ingest-started': 'ingest-started',
  'ingest-stopped': 'ingest-stopped',
}

export const sampleTypes = Object.keys(webhooks)

/** Returns the example of the OpenAPI document with a new id and current times. @throws UsageError for an unknown type. */
export async function createSample(type: string): Promise<Body> {
  const name = Object.hasOwn(webhooks, type) ? webhooks[type] : undefined
  if (name === undefined) {
    const suggestion = nearest(type, sampleTypes)
    const hint = suggestion === undefined ? `use one of ${sampleTypes.join(', ')}` : `did you mean ${suggestion}?`
    throw new UsageError(`there is no event ${quoteName(type)}`, hint)
  }
  const { callDocument, trtcDocument } = await import('@trtc-call/spec/documents')
  const { post } = { ...callDocument.webhooks, ...trtcDocument.webhooks }[name] as {
    readonly post: ApiOperation['described']
  }
  const [example] = Object.values(post.requestBody.content['application/json'].examples)
  return renewExample({ ...example?.value })
}

function renewExample(example: Body): Body {
  const id = crypto.randomUUID()
  const shiftMs = Date.now() - Number(example.EventTime ?? example.CallbackMsTs)
  return JSON.parse(JSON.stringify(example), (name, value: unknown) => {
    if (name === 'CallId' || name === 'TaskId') return id
    if (typeof value !== 'number' || value < 1e9) return value
    // Large numbers are Unix times, in seconds or milliseconds.
    return value < 1e12 ? value + Math.floor(shiftMs / 1_000) : value + shiftMs
  })
}

/**
 * Sets a field of a body: `CallRecord.CallResult=Reject`, `UserList.0.User_Account=jill`. A value that is not JSON is text.
 *
 * @throws UsageError if the object that gets the field does not exist.
 */
export function setField(body: Body, assignment: string): void {
  const [, path = '', text = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? []
  if (path === '') throw new UsageError(`--set must be FIELD=VALUE; given: ${quoteValue(assignment)}`)
  const names = path.split('.')
  const last = names.pop() ?? ''
  let target: unknown = body
  for (const name of names) target = isObject(target) && Object.hasOwn(target, name) ? target[name] : undefined
  if (!isObject(target) || last === '__proto__') {
    throw new UsageError(`--set: there is no ${quoteValue(names.join('.'))} in this event`, '--json prints its body')
  }
  target[last] = parseJsonOrText(text)
}

function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null
}

/**
 * Signs a body as the vendor does.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function signSample(fields: Body, to: string, sdkAppId: number, auth: WebhookAuth): SignedSample {
  const body = JSON.stringify(fields)
  const type = { 'content-type': 'application/json' }
  const { secret, token, key } = auth
  if (fields.CallbackCommand === undefined) {
    const sign = key === undefined ? {} : { Sign: createHmac('sha256', key).update(body).digest('base64') }
    return { url: to, headers: { ...type, SdkAppId: String(sdkAppId), ...sign }, body }
  }
  const url = new URL(to)
  const requestTime = String(Math.floor(Date.now() / 1_000))
  const query = {
    ...(secret && { [secret.name]: secret.value }),
    SdkAppid: String(sdkAppId),
    CallbackCommand: String(fields.CallbackCommand),
    contenttype: 'json',
    ClientIP: '127.0.0.1',
    OptPlatform: 'RESTAPI',
    ...(token === undefined
      ? {}
      : { Sign: createHash('sha256').update(`${token}${requestTime}`).digest('hex'), RequestTime: requestTime }),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return { url: url.href, headers: type, body }
}

/** The vendor always signs stream events, and callbacks of calls only if a token is set. Undefined if it is signed. */
export function whyUnsigned({ CallbackCommand }: Body, { secret, token, key }: WebhookAuth): string | undefined {
  if (CallbackCommand === undefined) return key === undefined ? 'unsigned: set TRTC_STREAM_CALLBACK_KEY' : undefined
  if (token !== undefined || secret !== undefined) return undefined
  return 'unsigned: set TRTC_CALLBACK_SECRET or TRTC_CALLBACK_TOKEN'
}

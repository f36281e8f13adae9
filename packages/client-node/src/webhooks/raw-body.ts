import type { IncomingMessage } from 'node:http'
import { types } from 'node:util'
import { InputError } from '@trtc-call/core'
import { readBody } from './read-body.ts'

/** A request of a server or framework. */
export interface WebhookRequest extends IncomingMessage {
  /** The bytes, or the parsed body. */
  readonly body?: unknown
  /** The bytes, which NestJS (with `rawBody: true`), Firebase and Google Cloud Functions keep beside the parsed body. */
  readonly rawBody?: unknown
}

/**
 * The raw body, from where the framework keeps it.
 *
 * @throws ParsedBodyError
 * @throws ClientDisconnected
 */
export async function rawBodyOf(request: WebhookRequest, maxBodyBytes: number): Promise<Uint8Array | string> {
  if (isRaw(request.rawBody)) return request.rawBody
  if (isRaw(request.body)) return request.body
  // Some parsers set a body without reading: Express 4 leaves `{}` behind express.urlencoded() for a body of JSON.
  if (request.readableDidRead) throw new ParsedBodyError()
  return request.readableEnded ? '' : readBody(request, maxBodyBytes)
}

/** A parser has read the body and kept no bytes. The fix depends on the framework. */
export class ParsedBodyError extends InputError {
  constructor() {
    super('body', 'type', fixes.join('\n'))
  }
}

const fixes = [
  'must be raw: a parser has read it, so the signature cannot be checked. The webhook was rejected. Give the handler the raw body:',
  'Express: mount the handler before express.json(), or give its route express.raw({ type: "*/*" }).',
  'NestJS: NestFactory.create(AppModule, { rawBody: true }).',
  'Next.js, in a file under pages/api: export const config = { api: { bodyParser: false } }.',
  'Koa: mount the handler before the body parser, or set ctx.req.rawBody = ctx.request.rawBody.',
  'Fastify: app.register(fastifyWebhook({ path, ... })).',
  'Elsewhere: keep the bytes as request.rawBody.',
]

/** Whether it is the result of a raw or text parser. `instanceof` fails for bytes of another realm, as in Jest. */
function isRaw(body: unknown): body is Uint8Array | string {
  return typeof body === 'string' || types.isUint8Array(body)
}

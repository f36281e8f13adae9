import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createNodeWebhookHandler } from '../src/webhooks.ts'
import { accepted, body, json, listen, query, serve } from './webhook-servers.ts'

/** What a parser before the handler leaves of a request. */
type Parser = (request: IncomingMessage) => unknown

function listenBehind(parse: Parser) {
  return listen((options) => {
    const handle = createNodeWebhookHandler(options)
    return serve(async (request, response) => {
      await parse(request)
      await handle(request, response)
    })
  })
}

test.each<[string, Parser]>([
  ['parsed, with the bytes in rawBody', async (request) => keep(request, await buffer(request), { parsed: true })],
  ['parsed, with the text in rawBody', async (request) => keep(request, String(await buffer(request)), {})],
  ['read, with bytes of another realm', async (request) => keep(request, ofOtherRealm(await buffer(request)), {})],
  ['given an empty body, and not read', (request) => Object.assign(request, { body: {} })],
])('a request that was %s is accepted', async (_name, parse) => {
  const { url, handed } = await listenBehind(parse)
  const next = handed()
  const response = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
  expect([response.status, await response.json()]).toEqual([200, accepted])
  expect(await next).toMatchObject({ type: 'call-ended' })
})

test.each<[string, Parser]>([
  ['parsed', async (request) => Object.assign(request, { body: JSON.parse(String(await buffer(request))) })],
  ['read, and nothing kept', (request) => buffer(request)],
  [
    'read, with a parsed rawBody',
    async (request) => keep(request, JSON.parse(String(await buffer(request))) as never, {}),
  ],
])('a request that was %s is refused with the fixes', async (_name, parse) => {
  const { url, errors, seen } = await listenBehind(parse)
  const response = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
  const text = await response.text()
  expect(response.status).toBe(500)
  for (const name of ['Express', 'NestJS', 'Next.js', 'Koa', 'Fastify']) expect(text).toContain(`\n${name}`)
  expect(errors).toMatchObject([{ code: 'ERR_INPUT', field: 'body', message: text.trimEnd() }])
  expect(seen).toEqual([])
})

test('an empty body that a parser has read is not a mistake of the server', async () => {
  const { url, errors } = await listenBehind(async (request) => void (await buffer(request)))
  const response = await fetch(`${url}?${query}`, { method: 'POST', headers: json })
  expect(response.status).toBe(400)
  expect(errors).toMatchObject([{ reason: 'malformed' }])
})

function keep(request: IncomingMessage, rawBody: Uint8Array | string, parsed: object): void {
  Object.assign(request, { rawBody, body: parsed })
}

/** As Jest has them: no instance of this realm's Uint8Array. */
function ofOtherRealm(bytes: Uint8Array): Uint8Array {
  return runInNewContext('Uint8Array.from(values)', { values: [...bytes] }) as Uint8Array
}

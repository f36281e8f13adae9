import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { fastify } from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createCallEvents, InputError } from '../src/index.ts'
import { createNodeWebhookHandler, fastifyWebhook } from '../src/webhooks.ts'
import {
  accepted,
  body,
  gate,
  json,
  key,
  large,
  listen,
  type Mount,
  query,
  sdkAppId,
  serve,
  servers,
} from './webhook-servers.ts'

describe.each(Object.entries(servers))('%s', (_name, mount) => {
  test('accepts a Call callback with all digits, and a signed event', async () => {
    const { url, seen, errors, handed } = await listen(mount)
    const handedOn = handed()
    const response = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
    expect([response.status, await response.json()]).toEqual([200, accepted])
    expect(await handedOn).toMatchObject({ type: 'call-ended', record: { callerId: large, outcome: 'completed' } })

    const text = JSON.stringify({ EventType: 702, CallbackMsTs: Date.now(), EventInfo: { TaskId: 't-1' } })
    const Sign = createHmac('sha256', key).update(text).digest('base64')
    const next = handed()
    const signed = await fetch(url, {
      method: 'POST',
      headers: { ...json, Sign, SdkAppId: String(sdkAppId) },
      body: text,
    })
    expect([signed.status, await signed.json()]).toEqual([200, { code: 0 }])
    expect(await next).toMatchObject({ type: 'ingest-stopped', taskId: 't-1' })
    expect([seen.length, errors]).toEqual([2, []])
  })

  test('refuses others with a short text', async () => {
    const { url, seen, errors } = await listen(mount)
    const wrong = await fetch(`${url}?${query.replace('of-this', 'of-that')}`, { method: 'POST', headers: json, body })
    expect([wrong.status, await wrong.text()]).toEqual([401, 'not authorized\n'])
    const unauthenticated = await fetch(url, { method: 'POST', headers: json, body: '{}' })
    expect([unauthenticated.status, await unauthenticated.text()]).toEqual([400, 'bad request\n'])
    const huge = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body: ' '.repeat(80_000) })
    expect([huge.status, await huge.text()]).toEqual([413, 'too large\n'])
    expect(errors).toMatchObject([{ reason: 'signature' }, { reason: 'unexpected' }, { reason: 'too-large' }])
    expect(seen).toEqual([])
  })

  test('pushes events before it responds', async () => {
    const events = createCallEvents()
    const { url } = await listen(mount, { events })
    await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
    expect(events.getCall('c-1')).toMatchObject({ record: { CallResult: 'NormalEnd' } })
  })

  test('responds before your code starts', async () => {
    const answered: boolean[] = []
    const { promise, resolve } = gate()
    let response: ServerResponse | undefined
    const remember: Mount = async (options) => {
      const server = await mount(options)
      return server.prependListener('request', (_request, its) => {
        response = its
      })
    }
    const { url } = await listen(remember, {
      onEvent() {
        answered.push(response?.writableEnded ?? false)
        resolve()
      },
    })
    await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
    await promise
    expect(answered).toEqual([true])
  })
})

test('mounted behind a parser, it reports that in the response and to onError', async () => {
  const { url, errors, seen } = await listen((options) =>
    serve(express().use(express.json()).post('/hook', createNodeWebhookHandler(options))),
  )
  const response = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('before express.json()')])
  expect(errors).toMatchObject([{ message: expect.stringContaining('before express.json()') }])
  expect(seen).toEqual([])
})

test('mounted behind a parser, it responds even if onError throws or rejects', async () => {
  for (const onError of [
    () => expect.unreachable('its error is passed over'),
    () => Promise.reject(new Error('full')),
  ]) {
    const { url } = await listen((options) =>
      serve(
        express()
          .use(express.json())
          .post('/hook', createNodeWebhookHandler({ ...options, onError })),
      ),
    )
    expect((await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })).status).toBe(500)
  }
})

test('Fastify’s other routes are parsed as before', async () => {
  const app = fastify()
  app.register(fastifyWebhook({ path: '/hook', sdkAppId, trtc: { key } }))
  app.post('/other', async ({ body }) => body)
  await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/other`, { method: 'POST', headers: json, body: '{"a":1}' })
  expect(await response.json()).toEqual({ a: 1 })
})

test('an invalid path throws an InputError', () => {
  expect(() => fastifyWebhook({ path: 'hook', sdkAppId, trtc: { key } })).toThrow(InputError)
})

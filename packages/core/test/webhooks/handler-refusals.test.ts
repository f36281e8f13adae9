import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/input-error.ts'
import { createWebhookHandler, type WebhookHandlerOptions } from '../../src/webhooks.ts'
import { callUrl, ingest, sdkAppId, secret, started } from './deliveries.ts'
import { callRequest, receiver, trtcRequest } from './receiver.ts'

describe('rejected requests', () => {
  const url = callUrl(started.CallbackCommand)
  const text = JSON.stringify(started)
  const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_024)) })

  test.each<[string, () => Request, number, string, string]>([
    ['a GET', () => new Request(url), 405, 'POST only\n', 'method'],
    [
      'a request without headers or query',
      () => new Request('https://example.com/', { method: 'POST', body: text }),
      400,
      'bad request\n',
      'unexpected',
    ],
    [
      'a wrong secret',
      () => callRequest(started, url.replace(secret.value, 'x')),
      401,
      'not authorized\n',
      'signature',
    ],
    ['a wrong body', () => new Request(url, { method: 'POST', body: '{' }), 400, 'bad request\n', 'malformed'],
    ['no body', () => new Request(url, { method: 'POST' }), 400, 'bad request\n', 'malformed'],
    [
      'a large body',
      () => new Request(url, { method: 'POST', body: ' '.repeat(65_537) }),
      413,
      'too large\n',
      'too-large',
    ],
    [
      'a body without end',
      () => new Request(url, { method: 'POST', body: endless(), duplex: 'half' } as RequestInit),
      413,
      'too large\n',
      'too-large',
    ],
  ])('%s', async (_name, make, status, answer, reason) => {
    const { handle, seen, errors } = receiver()
    const response = await handle(make())
    expect([response.status, await response.text()]).toEqual([status, answer])
    expect(errors).toMatchObject([{ code: 'ERR_WEBHOOK', reason, status }])
    expect(seen).toEqual([])
  })

  test('a GET response names the allowed method', async () => {
    expect((await receiver().handle(new Request(url))).headers.get('allow')).toBe('POST')
  })

  test('a kind that is not configured', async () => {
    const { handle, errors } = receiver({ trtc: undefined })
    expect((await handle(trtcRequest(ingest(701)))).status).toBe(400)
    const other = receiver({ call: undefined })
    expect((await other.handle(callRequest(started))).status).toBe(400)
    expect([...errors, ...other.errors]).toMatchObject([{ reason: 'unexpected' }, { reason: 'unexpected' }])
  })

  test('a request whose body was read before is reported as an InputError', async () => {
    const { handle, errors } = receiver()
    const request = callRequest(started)
    await request.text()
    expect((await handle(request)).status).toBe(500)
    expect(errors).toMatchObject([{ message: expect.stringContaining('request must be unread') }])
  })
})

describe('options', () => {
  const good = { sdkAppId, call: { secret }, onError: () => {} }
  test.each<[object, string]>([
    [{ sdkAppId }, 'call or trtc must be given'],
    [{ ...good, call: {} }, 'call.secret or call.token must be given'],
    [{ ...good, call: { allowUnauthenticated: 'yes' } }, 'call.secret or call.token must be given'],
    [{ ...good, trtc: { key: '' } }, 'trtc.key must not be empty'],
    [{ ...good, trtc: {} }, 'trtc.key is missing'],
    [{ ...good, respond: 'later' }, 'respond must be'],
    [{ ...good, onError: undefined, onEvent: () => {} }, 'onError is missing'],
    [{ ...good, onEvnt: () => {} }, 'onEvnt is not a known field'],
    [{ ...good, sdkAppId: 0 }, 'sdkAppId must be'],
  ])('%j: %s', (options, message) => {
    const create = () => createWebhookHandler(options as WebhookHandlerOptions)
    expect(create).toThrow(InputError)
    expect(create).toThrow(message)
  })

  test('allowUnauthenticated accepts a callback without a secret, and marks the event', async () => {
    const { handle, seen, done } = receiver({ call: { allowUnauthenticated: true } })
    await handle(callRequest(started))
    await done()
    expect(seen).toMatchObject([{ type: 'call-started', authenticated: false }])
  })
})

import { describe, expect, test } from 'vitest'
import { createCallEvents } from '../../src/index.ts'
import {
  createSeenWebhooks,
  createWebhookHandler,
  type SeenWebhooks,
  type WebhookEvent,
  type WebhookHandlerOptions,
} from '../../src/webhooks.ts'
import {
  callUrl,
  changed,
  ended,
  ingest,
  key,
  now,
  sdkAppId,
  secret,
  started,
  token,
  trtcDelivery,
} from './deliveries.ts'

const accepted = { call: '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}', trtc: '{"code":0}' }

/** A handler of both kinds, and what it handed on and reported. */
function receiver(options: Partial<WebhookHandlerOptions> = {}) {
  const seen: WebhookEvent[] = []
  const errors: unknown[] = []
  const work: Promise<unknown>[] = []
  const handle = createWebhookHandler({
    sdkAppId,
    call: { secret, token },
    trtc: { key },
    now: () => now,
    onEvent: (event) => seen.push(event),
    onError: (error) => errors.push(error),
    ...options,
  })
  const context = { waitUntil: (promise: Promise<unknown>) => work.push(promise) }
  return { handle: (request: Request) => handle(request, context), seen, errors, done: () => Promise.all(work) }
}

function callRequest(body: { readonly CallbackCommand: string }, url = callUrl(body.CallbackCommand)): Request {
  return new Request(url, { method: 'POST', body: JSON.stringify(body) })
}

function trtcRequest(body: object): Request {
  const { headers, body: text } = trtcDelivery(body)
  return new Request('https://example.com/hook', { method: 'POST', body: text as string, headers: headers as Headers })
}

describe('answers', () => {
  test('both kinds on one address, each in its own shape, and then your code', async () => {
    const { handle, seen, errors, done } = receiver()
    const responses = [await handle(callRequest(started)), await handle(trtcRequest(ingest(702)))]
    expect(seen).toEqual([])
    expect(responses.map(({ status }) => status)).toEqual([200, 200])
    expect(responses.map(({ headers }) => headers.get('content-type'))).toEqual([
      'application/json',
      'application/json',
    ])
    expect(await Promise.all(responses.map((response) => response.text()))).toEqual([accepted.call, accepted.trtc])
    await done()
    expect(seen.map(({ type }) => type)).toEqual(['call-started', 'ingest-stopped'])
    expect(errors).toEqual([])
  })

  test('your code can take for ever', async () => {
    const { handle } = receiver({ onEvent: () => new Promise(() => {}) })
    expect((await handle(callRequest(started))).status).toBe(200)
  })

  test('when it fails you are told, with the event', async () => {
    const failure = new Error('our database is away')
    const told: unknown[] = []
    const { handle, done } = receiver({
      onEvent: () => Promise.reject(failure),
      onError: (error, event) => told.push(error, event?.type),
    })
    expect((await handle(callRequest(started))).status).toBe(200)
    await done()
    expect(told).toEqual([failure, 'call-started'])
  })

  test('a platform without waitUntil of its own is given one', async () => {
    const work: Promise<unknown>[] = []
    const seen: unknown[] = []
    const options = { sdkAppId, trtc: { key }, now: () => now, onError: () => {} }
    const handle = createWebhookHandler({
      ...options,
      onEvent: ({ type }) => seen.push(type),
      waitUntil: (promise) => work.push(promise),
    })
    await handle(trtcRequest(ingest(701)))
    await Promise.all(work)
    expect(seen).toEqual(['ingest-started'])
  })
})

describe('when-done', () => {
  test('the answer waits, and failure is answered with 500 and forgotten, so that the next delivery is handed on', async () => {
    let failures = 1
    const seen: string[] = []
    const { handle, errors } = receiver({
      answer: 'when-done',
      onEvent: ({ type }) => {
        if (failures-- > 0) throw new Error('not now')
        seen.push(type)
      },
    })
    expect((await handle(trtcRequest(ingest(702)))).status).toBe(500)
    expect(errors).toMatchObject([{ message: 'not now' }])
    expect((await handle(trtcRequest(ingest(702)))).status).toBe(200)
    expect((await handle(trtcRequest(ingest(702)))).status).toBe(200)
    expect(seen).toEqual(['ingest-stopped'])
  })

  test('a second delivery while the first is handled is asked to come again', async () => {
    let finish = () => {}
    const handled = new Promise<void>((resolve) => {
      finish = resolve
    })
    const { handle } = receiver({ answer: 'when-done', onEvent: () => handled })
    const first = handle(trtcRequest(ingest(702)))
    const second = handle(trtcRequest(ingest(702)))
    expect((await second).status).toBe(503)
    finish()
    expect((await first).status).toBe(200)
  })
})

describe('duplicates', () => {
  test('are answered and not handed on, in either kind', async () => {
    const { handle, seen, done } = receiver()
    for (const make of [() => callRequest(ended), () => trtcRequest(ingest(702))]) {
      const responses = await Promise.all([handle(make()), handle(make()), handle(make())])
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
    }
    await done()
    expect(seen.map(({ type }) => type).toSorted()).toEqual(['call-ended', 'ingest-stopped'])
  })

  test('a store of your own is asked, and one that fails loses no event', async () => {
    const duplicates: SeenWebhooks = { add: async () => Promise.reject(new Error('away')), remove: () => {} }
    const { handle, seen, errors, done } = receiver({ duplicates })
    await handle(callRequest(started))
    await done()
    expect([seen.map(({ type }) => type), errors]).toMatchObject([['call-started'], [{ message: 'away' }]])
  })

  test('the memory is bounded: the oldest is forgotten first', async () => {
    const seen = createSeenWebhooks({ most: 2 })
    expect(['a', 'b', 'a', 'c', 'b', 'a'].map((each) => seen.add(each))).toEqual([true, true, false, true, false, true])
    expect(() => createSeenWebhooks({ most: 0 })).toThrow(TypeError)
  })
})

describe('events', () => {
  test('are fed before the answer', async () => {
    const events = createCallEvents()
    const { handle } = receiver({ events, onEvent: undefined })
    for (const body of [ended, changed, started]) await handle(callRequest(body))
    await handle(trtcRequest(ingest(702)))
    expect(events.latest('c-1')).toMatchObject({ talked: ['robot', 'jack'], record: { CallResult: 'NormalEnd' } })
    expect(events.stream('t-1')).toMatchObject({ status: 'ended' })
  })

  test('are not fed with what was refused', async () => {
    const events = createCallEvents()
    const { handle } = receiver({ events })
    await handle(callRequest(ended, callUrl(ended.CallbackCommand, { token: 'guessed' })))
    expect(events.latest('c-1')).toBeUndefined()
  })
})

describe('refusals', () => {
  const url = callUrl(started.CallbackCommand)
  const text = JSON.stringify(started)
  const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_024)) })

  test.each<[string, () => Request, number, string, string]>([
    ['a GET', () => new Request(url), 405, 'only POST\n', 'method'],
    [
      'a stranger',
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

  test('a GET is told what is allowed', async () => {
    expect((await receiver().handle(new Request(url))).headers.get('allow')).toBe('POST')
  })

  test('a kind that was not set up', async () => {
    const { handle, errors } = receiver({ trtc: undefined })
    expect((await handle(trtcRequest(ingest(701)))).status).toBe(400)
    const other = receiver({ call: undefined })
    expect((await other.handle(callRequest(started))).status).toBe(400)
    expect([...errors, ...other.errors]).toMatchObject([{ reason: 'unexpected' }, { reason: 'unexpected' }])
  })

  test('a request whose body was read before is our mistake, and said', async () => {
    const { handle, errors } = receiver()
    const request = callRequest(started)
    await request.text()
    expect((await handle(request)).status).toBe(500)
    expect(errors).toMatchObject([{ message: expect.stringContaining('was read before') }])
  })
})

describe('options', () => {
  const good = { sdkAppId, call: { secret }, onError: () => {} }
  test.each<[object, string]>([
    [{ sdkAppId }, 'give call, trtc or both'],
    [{ ...good, call: {} }, 'call needs secret or token'],
    [{ ...good, call: { anySender: 'yes' } }, 'call needs secret or token'],
    [{ ...good, trtc: { key: '' } }, 'trtc.key must be'],
    [{ ...good, trtc: {} }, 'trtc.key must be'],
    [{ ...good, answer: 'later' }, 'answer must be'],
    [{ ...good, onError: undefined, onEvent: () => {} }, 'give onError with onEvent'],
    [{ ...good, onEvnt: () => {} }, 'there is no option onEvnt'],
    [{ ...good, sdkAppId: 0 }, 'sdkAppId must be'],
  ])('%j: %s', (options, message) => {
    const create = () => createWebhookHandler(options as WebhookHandlerOptions)
    expect(create).toThrow(TypeError)
    expect(create).toThrow(message)
  })

  test('anySender takes what shows no secret, and says so in the event', async () => {
    const { handle, seen, done } = receiver({ call: { anySender: true } })
    await handle(callRequest(started))
    await done()
    expect(seen).toMatchObject([{ type: 'call-started', authenticated: false }])
  })
})

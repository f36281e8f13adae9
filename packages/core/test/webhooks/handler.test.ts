import { describe, expect, test } from 'vitest'
import { createCallEvents } from '../../src/index.ts'
import { InputError } from '../../src/input-error.ts'
import { createSeenWebhooks, createWebhookHandler, type SeenWebhooks } from '../../src/webhooks.ts'
import { callUrl, changed, ended, ingest, key, now, sdkAppId, started } from './deliveries.ts'
import { callRequest, receiver, trtcRequest } from './receiver.ts'

const accepted = { call: '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}', trtc: '{"code":0}' }

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

  test('one whose handling was cut off without a word is handed on again', async () => {
    let time = now
    let cut = 1
    const seen: string[] = []
    const { handle } = receiver({
      answer: 'when-done',
      now: () => time,
      onEvent: ({ type }) => (cut-- > 0 ? new Promise<void>(() => {}) : seen.push(type)),
    })
    void handle(trtcRequest(ingest(702)))
    expect((await handle(trtcRequest(ingest(702)))).status).toBe(503)
    time += 10_000
    expect((await handle(trtcRequest(ingest(702)))).status).toBe(200)
    expect((await handle(trtcRequest(ingest(702)))).status).toBe(200)
    expect(seen).toEqual(['ingest-stopped'])
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
    expect(() => createSeenWebhooks({ most: 0 })).toThrow(InputError)
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

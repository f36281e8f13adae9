import { describe, expect, test } from 'vitest'
import { createCallEvents } from '../../src/index.ts'
import { InputError } from '../../src/input-error.ts'
import { createDedupeStore, createWebhookHandler, type DedupeStore } from '../../src/webhooks.ts'
import { callUrl, changed, ended, ingest, key, now, sdkAppId, started } from './deliveries.ts'
import { callRequest, receiver, trtcRequest } from './receiver.ts'

const accepted = { call: '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}', trtc: '{"code":0}' }

describe('responses', () => {
  test('both kinds on one URL get their own envelope, before onEvent runs', async () => {
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

  test('onEvent may never end', async () => {
    const { handle } = receiver({ onEvent: () => new Promise(() => {}) })
    expect((await handle(callRequest(started))).status).toBe(200)
  })

  test('onError receives an error of onEvent, with the event', async () => {
    const failure = new Error('our database is away')
    const reported: unknown[] = []
    const { handle, done } = receiver({
      onEvent: () => Promise.reject(failure),
      onError: (error, event) => reported.push(error, event?.type),
    })
    expect((await handle(callRequest(started))).status).toBe(200)
    await done()
    expect(reported).toEqual([failure, 'call-started'])
  })

  test('the waitUntil option replaces waitUntil of the platform', async () => {
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

describe('after-handler', () => {
  test('the response waits; after a failure it is a 500, and the next delivery is handled', async () => {
    let failures = 1
    const seen: string[] = []
    const { handle, errors } = receiver({
      respond: 'after-handler',
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

  test('a second delivery while the first is being handled gets 503', async () => {
    let finish = () => {}
    const handled = new Promise<void>((resolve) => {
      finish = resolve
    })
    const { handle } = receiver({ respond: 'after-handler', onEvent: () => handled })
    const first = handle(trtcRequest(ingest(702)))
    const second = handle(trtcRequest(ingest(702)))
    expect((await second).status).toBe(503)
    finish()
    expect((await first).status).toBe(200)
  })

  test('a delivery is handled again if its handler never ended', async () => {
    let time = now
    let cut = 1
    const seen: string[] = []
    const { handle } = receiver({
      respond: 'after-handler',
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
  test('get a response but are not handled again, for both kinds', async () => {
    const { handle, seen, done } = receiver()
    for (const make of [() => callRequest(ended), () => trtcRequest(ingest(702))]) {
      const responses = await Promise.all([handle(make()), handle(make()), handle(make())])
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
    }
    await done()
    expect(seen.map(({ type }) => type).toSorted()).toEqual(['call-ended', 'ingest-stopped'])
  })

  test('a failing custom store loses no event', async () => {
    const dedupe: DedupeStore = { add: async () => Promise.reject(new Error('away')), remove: () => {} }
    const { handle, seen, errors, done } = receiver({ dedupe })
    await handle(callRequest(started))
    await done()
    expect([seen.map(({ type }) => type), errors]).toMatchObject([['call-started'], [{ message: 'away' }]])
  })

  test('the default store is bounded and evicts the oldest key first', async () => {
    const seen = createDedupeStore({ maxEntries: 2 })
    expect(['a', 'b', 'a', 'c', 'b', 'a'].map((each) => seen.add(each))).toEqual([true, true, false, true, false, true])
    expect(() => createDedupeStore({ maxEntries: 0 })).toThrow(InputError)
  })
})

describe('events', () => {
  test('receive the event before the response', async () => {
    const events = createCallEvents()
    const { handle } = receiver({ events, onEvent: undefined })
    for (const body of [ended, changed, started]) await handle(callRequest(body))
    await handle(trtcRequest(ingest(702)))
    expect(events.getCall('c-1')).toMatchObject({
      participants: ['robot', 'jack'],
      record: { CallResult: 'NormalEnd' },
    })
    expect(events.getStream('t-1')).toMatchObject({ status: 'ended' })
  })

  test('receive nothing from a rejected webhook', async () => {
    const events = createCallEvents()
    const { handle } = receiver({ events })
    await handle(callRequest(ended, callUrl(ended.CallbackCommand, { token: 'guessed' })))
    expect(events.getCall('c-1')).toBeUndefined()
  })
})

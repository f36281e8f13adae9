import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import type { RawClient } from './support/raw-client.ts'
import { startReceiver } from './support/receiver.ts'

const all = ['Call.CallbackAfterStartCall', 'Call.CallbackAfterMemberChanged', 'Call.CallbackAfterEndCall']
const [started, changed, ended] = all as [string, string, string]

const configure = (client: RawClient, Url: string, CallbackCommandList: readonly string[] = all) =>
  client.command('call_config/set_callback', { Url, CallbackCommandList })

/** jack answers after 400 ms and hangs up a second later. */
async function callJack(client: RawClient, emulator: Emulator): Promise<string> {
  emulator.callee('jack', { does: 'answer', hangUpAfterMs: 1_000 })
  const callId = await client.ring(['jack'])
  await emulator.advance(1_400)
  return callId
}

test('the receiver gets a call from start to end, in order, in the format of the field tables', async ({
  emulator,
  client,
}) => {
  const { url, received } = await startReceiver()
  await configure(client, url)
  const CallId = await callJack(client, emulator)
  const end = emulator.now()
  await emulator.advance(5_000)
  const record = await client.command('call_record_http_srv/get_record_by_callid', { CallId })
  const robot = { User_Account: 'robot', Status: 'Calling' }
  expect(received.map(({ body }) => body)).toEqual([
    {
      CallbackCommand: started,
      CallInfo: { CallId, MediaType: 'Video', ChatGroupId: '', RoomId: 'room-42', RoomIdType: 2 },
      UserList: [robot, { User_Account: 'jack', Status: 'Waiting' }],
      EventTime: end - 1_400,
    },
    {
      CallbackCommand: changed,
      CallId,
      UserList: [robot, { User_Account: 'jack', Status: 'Calling' }],
      ChangedUserList: [{ User_Account: 'jack', ActionType: 'Accept' }],
      EventTime: end - 1_000,
    },
    {
      CallbackCommand: changed,
      CallId,
      UserList: [robot],
      ChangedUserList: [{ User_Account: 'jack', ActionType: 'Hang Up' }],
      EventTime: end,
    },
    { CallbackCommand: ended, CallRecord: record.Response?.CallRecord, EventTime: end },
  ])
  expect(received.map(({ query }) => Object.fromEntries(query))).toEqual(
    [
      ['RESTAPI', started],
      ['Web', changed],
      ['Web', changed],
      ['Web', ended],
    ].map(([OptPlatform, CallbackCommand]) => ({
      SdkAppid: String(client.sdkAppId),
      CallbackCommand,
      contenttype: 'json',
      ClientIP: '127.0.0.1',
      OptPlatform,
    })),
  )
})

test('only the configured commands are sent, and none after the configuration is deleted', async ({
  emulator,
  client,
}) => {
  const { url, received } = await startReceiver()
  await configure(client, url, [ended])
  await callJack(client, emulator)
  expect(received.map(({ body }) => body.CallbackCommand)).toEqual([ended])
  await client.command('call_config/delete_callback', {})
  await callJack(client, emulator)
  expect(received).toHaveLength(1)
})

test('the record has the callee who ended the call, and all others', async ({ emulator, client }) => {
  const { url, received } = await startReceiver()
  await configure(client, url)
  emulator.callee('jack', { does: 'reject', app: 'ios' })
  emulator.callee('jill', { does: 'busy', app: 'android' })
  emulator.callee('joan', { does: 'offline' })
  emulator.callee('june', { does: 'ignore' })
  await client.ring(['jack', 'jill', 'joan', 'june'])
  await emulator.advance(30_000)
  const CallId = await client.ring(['jude'])
  await client.command('call_engine_http_srv/end_call', { CallId })
  await emulator.advance(0)
  const changes = received.filter(({ body }) => body.CallbackCommand === changed)
  expect(changes.map(({ body, query }) => [body.ChangedUserList[0], query.get('OptPlatform')])).toEqual([
    [{ User_Account: 'jill', ActionType: 'Reject' }, 'Android'],
    [{ User_Account: 'joan', ActionType: 'Offline' }, 'Unknown'],
    [{ User_Account: 'jack', ActionType: 'Reject' }, 'iOS'],
    [{ User_Account: 'june', ActionType: 'NotAnswer' }, 'Unknown'],
  ])
  const ends = received.filter(({ body }) => body.CallbackCommand === ended)
  expect(ends.map(({ body, query }) => [body.CallRecord.CallResult, query.get('OptPlatform')])).toEqual([
    ['NotAnswer', 'Unknown'],
    ['Cancel', 'RESTAPI'],
  ])
})

describe('the other formats', () => {
  test.override({
    options: {
      callbackMediaField: 'CallMediaType',
      callbackActions: 'sample',
      callbackAccounts: 'number',
      callbackToken: 'xxxxyyyy',
    },
  })

  test('the actions of the samples, userIDs as numbers, and a signing token', async ({ emulator, client }) => {
    const { url, received } = await startReceiver()
    const earliest = Math.floor(Date.now() / 1000)
    await configure(client, `${url}?secret=of%2Fmine`)
    emulator.callee('144115212830834855', { does: 'answer', hangUpAfterMs: 1_000 })
    emulator.callee('007', { does: 'reject' })
    await client.ring(['144115212830834855', '007'])
    await emulator.advance(1_400)
    const [start, ...changes] = received
    expect(start?.body.CallInfo).toMatchObject({ CallMediaType: 'Video' })
    expect(start?.body.CallInfo).not.toHaveProperty('MediaType')
    expect(start?.text).toContain('{"User_Account":144115212830834855,"Status":"Waiting"}')
    expect(start?.text).toContain('{"User_Account":"007","Status":"Waiting"}')
    expect(changes.map(({ body }) => body.ChangedUserList?.[0].ActionType)).toEqual([
      'Answer',
      'Reject',
      'Hangup',
      undefined,
    ])
    const query = start?.query as URLSearchParams
    expect(query.get('secret')).toBe('of/mine')
    const requestTime = Number(query.get('RequestTime'))
    expect(requestTime).toBeGreaterThanOrEqual(earliest)
    expect(requestTime).toBeLessThanOrEqual(Date.now() / 1000)
    expect(query.get('Sign')).toBe(createHash('sha256').update(`xxxxyyyy${requestTime}`).digest('hex'))
  })
})

describe('deliveries', () => {
  test('are recorded without the secrets of the URL, and fail without a retry', async ({ emulator, client }) => {
    const kinds: string[] = []
    emulator.on(({ kind, detail }) => kind.startsWith('callback') && kinds.push(`${kind} ${detail}`))
    const { url } = await startReceiver(500)
    await configure(client, `${url}?token=secret`, [started, ended])
    const callId = await callJack(client, emulator)
    const deliveries = emulator.deliveries()
    expect(deliveries).toMatchObject([
      { kind: 'call', command: started, callId, state: 'failed', attempts: [{ status: 500 }] },
      { kind: 'call', command: ended, callId, state: 'delivered', attempts: [{ status: 200 }] },
    ])
    expect(deliveries[0]?.body).toMatchObject({ CallInfo: { CallId: callId } })
    expect(deliveries[0]?.url).toMatch(/\?token=\*\*\*&SdkAppid=\d+&CallbackCommand=Call\.CallbackAfterStartCall&/)
    expect(kinds).toEqual([`callback-failed ${started}: status 500`, `callback-sent ${ended}: status 200`])
  })

  test('can be sent again', async ({ emulator, client }) => {
    const { url, received } = await startReceiver(503, 503)
    await configure(client, url, [started, ended])
    await callJack(client, emulator)
    const [first, second] = emulator.deliveries()
    for (const delivery of [second, first, first]) {
      expect(await emulator.resend(delivery?.id ?? '')).toMatchObject({ state: 'delivered' })
    }
    expect(received.map(({ body }) => body.CallbackCommand)).toEqual([started, ended, ended, started, started])
    await expect(emulator.resend('delivery-99')).rejects.toThrow('delivery delivery-99 does not exist')
  })

  test('to a closed port or a hanging receiver fail', async ({ emulator, client }) => {
    const { url } = await startReceiver('hang')
    await configure(client, 'http://127.0.0.1:9/', [started])
    await client.ring(['jack'])
    await configure(client, url, [started])
    await client.ring(['jill'])
    await emulator.advance(0)
    expect(emulator.deliveries()).toMatchObject([
      { state: 'failed', attempts: [{ error: 'ECONNREFUSED' }] },
      { state: 'failed', attempts: [{ error: 'no response within 2000 ms' }] },
    ])
  })

  test('on other machines are not contacted', async ({ emulator, client }) => {
    await configure(client, 'https://calls.example/hook', [started])
    await client.ring(['jack'])
    await emulator.advance(0)
    expect(emulator.deliveries()).toMatchObject([
      { state: 'failed', attempts: [{ error: expect.stringContaining('callbacksBeyondLoopback') }] },
    ])
  })

  describe('on other machines are contacted with callbacksBeyondLoopback', () => {
    test.override({ options: { callbacksBeyondLoopback: true } })

    test('are attempted; a redirect is not followed', async ({ emulator, client }) => {
      const { url, received } = await startReceiver(302)
      // Not a loopback address, but it reaches this machine.
      await configure(client, url.replace('127.0.0.1', '0.0.0.0'), [started])
      await client.ring(['jack'])
      await emulator.advance(0)
      expect(received).toHaveLength(1)
      expect(emulator.deliveries()).toMatchObject([{ state: 'failed', attempts: [{ status: 302 }] }])
    })
  })

  describe('with retries', () => {
    test.override({ options: { callbackRetries: 2 } })

    test('are retried a second apart', async ({ emulator, client }) => {
      const { url, received } = await startReceiver(500, 500)
      await configure(client, url, [started])
      const startedAt = emulator.now()
      await client.ring(['jack'])
      await emulator.advance(999)
      expect(received).toHaveLength(1)
      await emulator.advance(60_000)
      expect(received).toHaveLength(3)
      const [delivery] = emulator.deliveries()
      expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 500 }, { status: 500 }, {}] })
      expect(delivery?.attempts.map(({ at }) => at - startedAt)).toEqual([0, 1_000, 2_000])
    })
  })

  describe('in the 1v1 edition', () => {
    test.override({ options: { edition: '1v1' } })

    test('no callback is sent', async ({ emulator, client }) => {
      const { url, received } = await startReceiver()
      await configure(client, url)
      await callJack(client, emulator)
      expect(received).toEqual([])
      expect(emulator.deliveries()).toEqual([])
    })
  })
})

test('the callbacks of one call are sent in order, those of another call do not wait', async ({ emulator, client }) => {
  const slow = await startReceiver('hang')
  await configure(client, slow.url)
  const first = await client.ring(['jack'])
  const quick = await startReceiver()
  await configure(client, quick.url)
  emulator.answer(first, 'jack')
  await client.ring(['jill'])
  await expect.poll(() => quick.received.map(({ body }) => body.CallbackCommand)).toEqual([started])
  await emulator.advance(0)
  expect(quick.received.map(({ body }) => body.CallbackCommand)).toEqual([started, changed])
})

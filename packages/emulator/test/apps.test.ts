import { test as base, expect } from 'vitest'
import { type AppOptions, type Emulator, startEmulator, type TimelineEvent } from '../src/index.ts'
import { createRawClient, type RawClient } from './support/raw-client.ts'
import { startReceiver } from './support/receiver.ts'

const apps: readonly AppOptions[] = [
  { sdkAppId: 1400000001, admins: ['second-admin'] },
  { sdkAppId: 1400000002, sdkSecretKey: 'key of the second app', identifier: 'boss' },
  { sdkAppId: 1400000003, secretId: 'another-account', secretKey: 'its-secret' },
]

const test = base.extend<{ emulator: Emulator; peers: readonly [RawClient, RawClient, RawClient] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from the pattern
  emulator: async ({}, use) => {
    const emulator = await startEmulator({ clock: 'virtual', apps })
    await use(emulator)
    await emulator.close()
  },
  peers: async ({ emulator }, use) => {
    const peers = apps.map(({ sdkAppId }) => createRawClient(emulator, sdkAppId))
    await use(peers as unknown as readonly [RawClient, RawClient, RawClient])
  },
})

const show = 'call_engine_http_srv/get_call_info'
const check = 'im_open_login_svc/account_check'

test('each application has its own calls, phones, records and accounts', async ({
  emulator,
  peers: [first, second],
}) => {
  const CallId = await first.ring(['jack'])
  await second.ring(['jack'])
  await emulator.advance(400)
  expect(emulator.calls()).toMatchObject([{ state: 'answered' }, { state: 'answered' }])
  expect((await first.command(show, { CallId })).ErrorCode).toBe(0)
  expect((await second.command(show, { CallId })).ErrorCode).toBe(101004)
  await first.command('call_engine_http_srv/end_call', { CallId })
  await emulator.advance(5_000)
  expect((await first.command('call_record_http_srv/get_record_by_filter', {})).ErrorCode).toBe(0)
  expect((await second.command('call_record_http_srv/get_record_by_filter', {})).ErrorCode).toBe(101050)
  await first.command('im_open_login_svc/account_import', { UserID: 'jack' })
  const CheckItem = [{ UserID: 'jack' }]
  expect(await second.command(check, { CheckItem })).toMatchObject({ ResultItem: [{ AccountStatus: 'NotImported' }] })
})

test('app() returns the calls, callees and credentials of one application', async ({
  emulator,
  peers: [first, second],
}) => {
  emulator.app(1400000002).callee('jack', { does: 'busy' })
  emulator.callee('jill', { does: 'reject' })
  await first.ring(['jack', 'jill'])
  await second.ring(['jack', 'jill'])
  await emulator.advance(400)
  const fates = (sdkAppId: number) =>
    emulator
      .app(sdkAppId)
      .calls()[0]
      ?.members.map(({ status }) => status)
  expect(fates(1400000001)).toEqual(['Calling', 'Calling', 'Rejected'])
  expect(fates(1400000002)).toEqual(['Left', 'Busy', 'Rejected'])
  expect([emulator.rings('jack'), emulator.app(1400000002).rings('jack')]).toEqual([2, 1])
  expect(emulator.app(1400000002).clientOptions).toMatchObject({
    sdkAppId: 1400000002,
    call: { identifier: 'boss', sdkSecretKey: 'key of the second app' },
  })
  expect(() => emulator.app(1)).toThrow('is no application of this emulator: 1')
})

test('an application’s key is invalid for other applications, and only administrators have access', async ({
  peers: [first, second],
}) => {
  const asking = (client: RawClient, query: Record<string, string>) => client.command(show, { CallId: 'x' }, query)
  expect((await asking(first, { sdkappid: '1400000002' })).ErrorCode).toBe(70014)
  expect((await asking(first, { sdkappid: '1400000009' })).ErrorCode).toBe(60006)
  const as = (identifier: string) => asking(first, { identifier, usersig: first.sig(identifier) })
  expect((await as('second-admin')).ErrorCode).toBe(101004)
  expect((await as('jack')).ErrorCode).toBe(60010)
  expect((await asking(second, { identifier: 'administrator', usersig: second.sig('administrator') })).ErrorCode).toBe(
    60010,
  )
})

test('cloud credentials are only valid for the applications of their account', async ({
  emulator,
  peers: [first, second, third],
}) => {
  // The first and second application share an account.
  const body = second.ingest()
  expect((await first.action('StartStreamIngest', body)).Error).toBeUndefined()
  expect(emulator.app(1400000002).tasks()).toHaveLength(1)
  expect(emulator.app(1400000001).tasks()).toHaveLength(0)
  expect((await third.action('StartStreamIngest', body)).Error?.Code).toBe('InvalidParameter.SdkAppId')
  expect((await third.action('StartStreamIngest', third.ingest())).Error).toBeUndefined()
})

test('rotating the keys of an account affects its applications', async ({ emulator }) => {
  emulator.app(1400000001).rotate({ secretKey: 'new', sdkSecretKey: 'new too' })
  const keys = apps.map(({ sdkAppId = 0 }) => emulator.app(sdkAppId).credentials)
  expect(keys.map(({ secretKey }) => secretKey)).toEqual(['new', 'new', 'its-secret'])
  expect(keys[0]?.sdkSecretKey).toBe('new too')
  expect(keys[1]?.sdkSecretKey).toBe('key of the second app')
})

test('each application has its own callback receiver', async ({ emulator, peers: [first, second] }) => {
  const { url, received } = await startReceiver()
  const CallbackCommandList = ['Call.CallbackAfterStartCall']
  await second.command('call_config/set_callback', { Url: url, CallbackCommandList })
  await first.ring(['jack'])
  await second.ring(['jack'])
  await emulator.advance(0)
  expect(received.map(({ query }) => query.get('SdkAppid'))).toEqual(['1400000002'])
})

test('the control API returns the application of each item', async ({ emulator, peers: [first, second] }) => {
  await second.command('im_open_login_svc/account_import', { UserID: 'jill' })
  await first.ring(['jack'])
  await second.action('StartStreamIngest', second.ingest())
  const state = await (await fetch(`${emulator.url}/_emulator/state`)).json()
  expect(state).toMatchObject({
    apps: apps.map(({ sdkAppId }) => ({ sdkAppId, clientOptions: { sdkAppId } })),
    calls: [{ sdkAppId: 1400000001 }],
    tasks: [{ sdkAppId: 1400000002 }],
    phones: [{ sdkAppId: 1400000001, userId: 'jack' }],
    accounts: [{ sdkAppId: 1400000002, userId: 'jill' }],
  })
})

test('the timeline has the application of each event', async ({ emulator, peers: [first, second] }) => {
  const events: TimelineEvent[] = []
  emulator.on((event) => events.push(event))
  const { url } = await startReceiver()
  const CallbackCommandList = ['Call.CallbackAfterStartCall']
  await second.command('call_config/set_callback', { Url: url, CallbackCommandList })
  await second.ring(['jack'])
  await second.action('StartStreamIngest', second.ingest())
  await emulator.advance(400)
  const kinds = new Set(events.map(({ kind }) => kind))
  expect([...kinds]).toEqual(expect.arrayContaining(['request', 'ring', 'answer', 'ingest-fetched', 'callback-sent']))
  expect(new Set(events.map(({ sdkAppId }) => sdkAppId))).toEqual(new Set([1400000002]))
  await first.command('call_config/get_callback', {})
  expect(events.at(-1)).toMatchObject({ kind: 'request', sdkAppId: 1400000001 })
  await fetch(`${emulator.url}/v4/call_config/get_callback?sdkappid=1`, { method: 'POST' })
  expect(events.at(-1)).not.toHaveProperty('sdkAppId')
})

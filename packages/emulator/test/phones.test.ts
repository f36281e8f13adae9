import { describe, expect } from 'vitest'
import type { CalleeBehaviour, Emulator, TimelineEvent } from '../src/index.ts'
import { test } from './support/harness.ts'
import type { RawClient } from './support/raw-client.ts'

const lastCall = (emulator: Emulator) => emulator.calls().at(-1)

/** Collects the events of callees, without requests. */
function watch(emulator: Emulator): string[] {
  const seen: string[] = []
  emulator.on(({ kind, userId, detail }: TimelineEvent) => {
    if (userId !== undefined && kind !== 'call-started') seen.push([userId, kind, detail].filter(Boolean).join(' '))
  })
  return seen
}

describe('when the app is closed', () => {
  const pushed: CalleeBehaviour = { does: 'answer', presence: 'offline-push' }

  test('the phone rings after the push delay', async ({ emulator, client }) => {
    const seen = watch(emulator)
    emulator.callee('jack', pushed)
    await client.ring(['jack'])
    await emulator.advance(1_999)
    expect([seen, emulator.rings('jack')]).toEqual([['jack push-sent'], 0])
    await emulator.advance(401)
    expect(seen).toEqual(['jack push-sent', 'jack ring', 'jack answer'])
    expect(emulator.rings('jack')).toBe(1)
  })

  test('a push after the end of the call rings no phone', async ({ emulator, client }) => {
    emulator.callee('jack', { ...pushed, pushDelayMs: 9_000 })
    const CallId = await client.ring(['jack'])
    await client.command('call_engine_http_srv/end_call', { CallId })
    await emulator.advance(60_000)
    expect(emulator.rings('jack')).toBe(0)
    expect(lastCall(emulator)?.result).toBe('Cancel')
  })

  test('a push to a callee who already left rings no phone', async ({ emulator, client }) => {
    emulator.callee('jack', pushed)
    const callId = await client.ring(['jack', 'jill'])
    emulator.reject(callId, 'jack')
    await emulator.advance(5_000)
    expect([emulator.rings('jack'), emulator.rings('jill')]).toEqual([0, 1])
  })

  test.for<[string, CalleeBehaviour, Record<string, unknown>]>([
    ['the call has PushFlag 1', pushed, { OfflinePushInfo: { PushFlag: 1 } }],
    ['the phone gets no push', { does: 'answer', presence: 'offline' }, {}],
  ])('%s: nothing rings, and the call times out', async ([, behaviour, changes], { emulator, client }) => {
    const seen = watch(emulator)
    emulator.callee('jack', behaviour)
    await client.ring(['jack'], changes)
    await emulator.advance(30_000)
    expect(seen).toEqual(['jack not-reached', 'jack timeout'])
    expect(lastCall(emulator)).toMatchObject({ result: 'NotAnswer' })
  })

  test('query_online_status says so', async ({ emulator, client }) => {
    const To_Account = ['jack', 'jill', 'joan']
    const AccountList = To_Account.map((UserID) => ({ UserID }))
    await client.command('im_open_login_svc/multiaccount_import', { AccountList })
    emulator.callee('jack', pushed)
    emulator.callee('jill', { does: 'answer', presence: 'offline' })
    expect(await client.command('openim/query_online_status', { To_Account })).toMatchObject({
      QueryResult: [{ Status: 'PushOnline' }, { Status: 'Offline' }, { Status: 'Online' }],
    })
  })
})

describe('two devices', () => {
  test.for<[string, CalleeBehaviour['does'], string]>([
    ['answers', 'answer', 'jack answer'],
    ['rejects', 'reject', 'jack reject'],
  ])('both ring, and stop when one %s', async ([, does, kind], { emulator, client }) => {
    const seen = watch(emulator)
    emulator.callee('jack', { does, devices: 2 })
    await client.ring(['jack'])
    await emulator.advance(400)
    expect(seen).toEqual([
      'jack ring device 1 of 2',
      'jack ring device 2 of 2',
      kind,
      'jack ring-stopped device 2 of 2',
    ])
    expect(emulator.rings('jack')).toBe(1)
  })

  describe('in the 1v1 edition', () => {
    test.override({ options: { edition: '1v1' } })

    test('one device rings', async ({ emulator, client }) => {
      const seen = watch(emulator)
      emulator.callee('jack', { does: 'ignore', devices: 2 })
      await client.ring(['jack'])
      expect(seen).toEqual(['jack ring'])
    })
  })
})

describe('the robot’s stream ends in a call to one callee', () => {
  /** jack talks; the streams of the robot and another bot play in the room. */
  async function play(emulator: Emulator, client: RawClient, app: 'android' | 'ios' | 'web', callees = ['jack']) {
    emulator.callee('jack', { does: 'answer', app })
    const callId = await client.ring(callees)
    await emulator.advance(400)
    const SdkAppId = client.sdkAppId
    const { TaskId } = await client.action('StartStreamIngest', client.ingest())
    const other = await client.action(
      'StartStreamIngest',
      client.ingest({ UserId: 'other', UserSig: client.sig('other') }),
    )
    const stop = (taskId: unknown) => client.action('StopStreamIngest', { SdkAppId, TaskId: taskId })
    return { callId, stopRobot: () => stop(TaskId), stopOther: () => stop(other.TaskId) }
  }

  test('Android closes, which ends the call', async ({ emulator, client }) => {
    const seen = watch(emulator)
    const { stopRobot } = await play(emulator, client, 'android')
    await stopRobot()
    expect(seen.slice(-2)).toEqual(['jack robot-left android', 'jack leave'])
    expect(lastCall(emulator)).toMatchObject({ state: 'ended', result: 'NormalEnd' })
  })

  test('iOS emits an event, and hangs up if no other bot plays', async ({ emulator, client }) => {
    const seen = watch(emulator)
    const { stopRobot, stopOther } = await play(emulator, client, 'ios')
    await stopRobot()
    expect(seen.at(-1)).toBe('jack robot-left ios')
    expect(lastCall(emulator)?.state).toBe('answered')
    await stopOther()
    expect(lastCall(emulator)?.state).toBe('answered')
    const again = await client.action('StartStreamIngest', client.ingest())
    await client.action('StopStreamIngest', { SdkAppId: client.sdkAppId, TaskId: again.TaskId })
    expect(lastCall(emulator)).toMatchObject({ state: 'ended', result: 'NormalEnd' })
  })

  test('the web app stays, and so does Android when another bot’s stream ends', async ({ emulator, client }) => {
    const web = await play(emulator, client, 'web')
    await web.stopRobot()
    await web.stopOther()
    expect(lastCall(emulator)?.state).toBe('answered')
    await client.command('call_engine_http_srv/end_call', { CallId: web.callId })
    const android = await play(emulator, client, 'android')
    await android.stopOther()
    expect(lastCall(emulator)?.state).toBe('answered')
  })

  test('in a group call, phones ignore it', async ({ emulator, client }) => {
    const { stopRobot } = await play(emulator, client, 'android', ['jack', 'jill'])
    await stopRobot()
    expect(lastCall(emulator)?.state).toBe('answered')
  })

  test('a call to one callee only shows the robot’s stream', async ({ emulator, client }) => {
    await play(emulator, client, 'web')
    expect(emulator.tasks()).toMatchObject([
      { userId: 'robot', audience: [{ userId: 'jack' }], shownTo: ['jack'] },
      { userId: 'other', audience: [{ userId: 'jack' }], shownTo: [] },
    ])
  })

  test('a group call shows all streams', async ({ emulator, client }) => {
    await play(emulator, client, 'web', ['jack', 'jill'])
    await emulator.advance(0)
    expect(emulator.tasks()).toMatchObject([{ shownTo: ['jack', 'jill'] }, { shownTo: ['jack', 'jill'] }])
  })
})

describe('the default app', () => {
  test.override({ options: { app: 'ios', pushDelayMs: 100, users: { jack: { does: 'answer', app: 'web' } } } })

  test('is an option, and a callee’s own app takes precedence', async ({ emulator, client }) => {
    emulator.callee('jill', { does: 'ignore', presence: 'offline-push' })
    await client.ring(['jill'])
    await emulator.advance(100)
    expect(emulator.rings('jill')).toBe(1)
    const seen = watch(emulator)
    for (const userId of ['joan', 'jack']) {
      const CallId = await client.ring([userId])
      await emulator.advance(400)
      const { TaskId } = await client.action('StartStreamIngest', client.ingest())
      await client.action('StopStreamIngest', { SdkAppId: client.sdkAppId, TaskId })
      await client.command('call_engine_http_srv/end_call', { CallId })
    }
    expect(seen).toEqual(expect.arrayContaining(['joan robot-left ios', 'jack robot-left web']))
  })
})

import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { createTrtcCall, ingestRoom, stringRoom, type TraceEvent, type TrtcCallOptions } from '../src/index.ts'
import { startSharedVendor, type Tenant, tenant } from './tenants.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const

const play = {
  ...ingestRoom(stringRoom('room-42')),
  UserId: 'robot',
  UserSig: 'eJw-made-for-the-robot',
  StreamUrl: 'https://example.com/welcome.mp4',
}

function appOf(endpoint: string, { sdkAppId, sdkSecretKey, secretId, secretKey }: Tenant, extra: Extra = {}) {
  return createTrtcCall({
    sdkAppId,
    call: { site: 'china', identifier: 'administrator', sdkSecretKey },
    cloud: { edition: 'china', region: 'ap-guangzhou', secretId, secretKey },
    endpoints: { call: endpoint, trtc: endpoint },
    ...extra,
  })
}

type Extra = Partial<Omit<TrtcCallOptions, 'cloud'>>

test('a thousand apps share connections without mixing signatures or events', async () => {
  const { endpoint, arrivals, connections } = await startSharedVendor()
  const seen = new Map<number, TraceEvent[]>()
  const apps = Array.from({ length: 1_000 }, (_, index) => {
    const events: TraceEvent[] = []
    seen.set(tenant(index).sdkAppId, events)
    return appOf(endpoint, tenant(index), { observe: (event) => events.push(event) })
  })
  const inFlight = 10
  for (const round of [apps, apps.toReversed()]) {
    for (let at = 0; at < round.length; at += inFlight) {
      const some = round.slice(at, at + inFlight)
      await Promise.all(some.flatMap(({ calls, trtc }) => [calls.startCallByRobot(ring), trtc.startStreamIngest(play)]))
    }
  }
  expect(arrivals).toHaveLength(4_000)
  expect(arrivals.filter(({ faults }) => faults.length > 0)).toEqual([])
  // Two requests of each at once; some more where a machine that stalls lets them go idle.
  expect(connections()).toBeLessThan(400)
  for (const [sdkAppId, events] of seen) {
    expect(events).toHaveLength(16)
    expect(events.every(({ request }) => request.sdkAppId === sdkAppId)).toBe(true)
  }
})

test('the clock correction of one app does not affect others', async () => {
  const hourMs = 3_600_000
  const [behind, other] = [tenant(1), tenant(2)]
  const refused = new Set<number>()
  const { endpoint, arrivals } = await startSharedVendor(({ sdkAppId }, response) => {
    if (sdkAppId !== behind.sdkAppId || refused.has(sdkAppId)) return false
    refused.add(sdkAppId)
    response.setHeader('date', new Date(Date.now() + hourMs).toUTCString())
    response.end(JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 70001, ErrorInfo: 'expired' }))
    return true
  })
  const apps = [behind, other].map((each) => appOf(endpoint, each))
  for (const { calls, trtc } of apps) {
    await calls.startCallByRobot(ring)
    await trtc.startStreamIngest(play)
  }
  const ahead = arrivals.map(({ sdkAppId, signedAt }) => [sdkAppId, signedAt > Date.now() + hourMs / 2])
  expect(ahead).toEqual([
    [behind.sdkAppId, false],
    [behind.sdkAppId, true],
    // The other interface has a host, and so a clock, of its own.
    [behind.sdkAppId, false],
    [other.sdkAppId, false],
    [other.sdkAppId, false],
  ])
})

test('an app at its rate limit without responses does not delay others', async () => {
  const busy = tenant(1)
  const held: ServerResponse[] = []
  const { endpoint, arrivals } = await startSharedVendor(({ sdkAppId }, response) => {
    if (sdkAppId === busy.sdkAppId) held.push(response)
    return sdkAppId === busy.sdkAppId
  })
  const controller = new AbortController()
  const { calls } = appOf(endpoint, busy)
  const waiting = Array.from({ length: 250 }, () => calls.startCallByRobot(ring, { signal: controller.signal }))
  const ended = Promise.allSettled(waiting)
  await Promise.all([2, 3, 4].map((index) => appOf(endpoint, tenant(index)).calls.startCallByRobot(ring)))
  expect(arrivals.filter(({ sdkAppId }) => sdkAppId !== busy.sdkAppId)).toHaveLength(3)
  controller.abort('enough')
  expect(new Set((await ended).map(({ status }) => status))).toEqual(new Set(['rejected']))
})

test('the retry budget of one app does not affect others', async () => {
  const down = tenant(1)
  const before = new Map<number, number>()
  const { endpoint, arrivals } = await startSharedVendor(({ sdkAppId }, response) => {
    const attempt = (before.get(sdkAppId) ?? 0) + 1
    before.set(sdkAppId, attempt)
    const fails = sdkAppId === down.sdkAppId || attempt === 1
    if (fails) response.destroy()
    return fails
  })
  const retry = { baseDelayMs: 1, maxAttempts: 3 }
  const spent = appOf(endpoint, down, { retry })
  for (let count = 0; count < 30; count++) {
    await expect(spent.calls.endCall({ CallId: 'rung' })).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
  }
  // Thirty first attempts, and as many repetitions as the budget allows: fewer than the sixty that were asked for.
  expect(arrivals.length).toBeLessThan(30 + 60)
  await appOf(endpoint, tenant(2), { retry }).calls.endCall({ CallId: 'rung' })
  expect(before.get(tenant(2).sdkAppId)).toBe(2)
})

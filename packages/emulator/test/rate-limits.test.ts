import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import { createPeer, type Peer } from './support/peer.ts'

const check = 'im_open_login_svc/account_check'
const show = 'call_engine_http_srv/get_call_info'

/** How often each code was answered. */
async function burst(count: number, ask: () => Promise<string>): Promise<Record<string, number>> {
  const codes: Record<string, number> = {}
  for (const code of await Promise.all(Array.from({ length: count }, ask))) codes[code] = (codes[code] ?? 0) + 1
  return codes
}

const asking =
  (peer: Peer, path = check) =>
  async () => {
    const body = path === check ? { CheckItem: [{ UserID: 'jack' }] } : { CallId: 'of-no-call' }
    return String((await peer.command(path, body)).ErrorCode)
  }

const describing = (peer: Peer, region: string) => async () => {
  const body = { SdkAppId: peer.sdkAppId, TaskId: 'of-no-task' }
  const { Error: error } = await peer.action('DescribeStreamIngest', body, { headers: { 'x-tc-region': region } })
  return error?.Code ?? 'OK'
}

// However slow the machine is: real time makes no room here, only the virtual clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

test('a command: 60007 beyond what the document allows, until time passes', async ({ emulator, peer }) => {
  expect(await burst(150, asking(peer))).toEqual({ 0: 100, 60007: 50 })
  await emulator.advance(999)
  expect(await asking(peer)()).toBe('60007')
  await emulator.advance(1)
  expect(await asking(peer)()).toBe('0')
})

test('another command has a window of its own', async ({ peer }) => {
  await burst(150, asking(peer))
  expect(await asking(peer, show)()).toBe('101004')
})

test('an action: RequestLimitExceeded beyond twenty, in each region', async ({ emulator, peer }) => {
  expect(await burst(30, describing(peer, 'ap-guangzhou'))).toEqual({ OK: 20, RequestLimitExceeded: 10 })
  expect(await describing(peer, 'ap-singapore')()).toBe('OK')
  await emulator.advance(1_000)
  expect(await describing(peer, 'ap-guangzhou')()).toBe('OK')
})

test('what has no valid signature takes no room', async ({ peer }) => {
  const forged = async () => String((await peer.command(check, {}, { usersig: 'forged' })).ErrorCode)
  expect(await burst(150, forged)).toEqual({ 70003: 150 })
  expect(await asking(peer)()).toBe('0')
})

describe('a limit of the application', () => {
  test.override({ options: { appRequestsPerSecond: 10 } })

  test('counts all commands: 60011', async ({ emulator, peer }) => {
    expect(await burst(12, asking(peer, show))).toEqual({ 101004: 10, 60011: 2 })
    await emulator.advance(1_000)
    expect(await asking(peer)()).toBe('0')
  })
})

describe('switched off', () => {
  test.override({ options: { rateLimits: false } })

  test('there is none', async ({ peer }) => {
    expect(await burst(300, asking(peer))).toEqual({ 0: 300 })
  })
})

test('every application has its own', async () => {
  const emulator = await startEmulator({ clock: 'virtual', apps: [{ sdkAppId: 1 }, { sdkAppId: 2 }] })
  const [first, second] = [1, 2].map((sdkAppId) => createPeer(emulator, sdkAppId)) as [Peer, Peer]
  await burst(150, asking(first))
  expect(await asking(second)()).toBe('0')
  await emulator.close()
})

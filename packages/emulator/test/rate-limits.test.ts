import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import { createRawClient, type RawClient } from './support/raw-client.ts'

const check = 'im_open_login_svc/account_check'
const show = 'call_engine_http_srv/get_call_info'

/** Counts the response codes. */
async function burst(count: number, send: () => Promise<string>): Promise<Record<string, number>> {
  const codes: Record<string, number> = {}
  for (const code of await Promise.all(Array.from({ length: count }, send))) codes[code] = (codes[code] ?? 0) + 1
  return codes
}

const asking =
  (client: RawClient, path = check) =>
  async () => {
    const body = path === check ? { CheckItem: [{ UserID: 'jack' }] } : { CallId: 'of-no-call' }
    return String((await client.command(path, body)).ErrorCode)
  }

const describing = (client: RawClient, region: string) => async () => {
  const body = { SdkAppId: client.sdkAppId, TaskId: 'of-no-task' }
  const { Error: error } = await client.action('DescribeStreamIngest', body, { headers: { 'x-tc-region': region } })
  return error?.Code ?? 'OK'
}

// Independent of the machine's speed: real time stands still here, and only the virtual clock frees slots.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

test('a command returns 60007 above its documented limit, until time passes', async ({ emulator, client }) => {
  expect(await burst(150, asking(client))).toEqual({ 0: 100, 60007: 50 })
  await emulator.advance(999)
  expect(await asking(client)()).toBe('60007')
  await emulator.advance(1)
  expect(await asking(client)()).toBe('0')
})

test('another command has a window of its own', async ({ client }) => {
  await burst(150, asking(client))
  expect(await asking(client, show)()).toBe('101004')
})

test('an action returns RequestLimitExceeded above twenty requests, in each region', async ({ emulator, client }) => {
  expect(await burst(30, describing(client, 'ap-guangzhou'))).toEqual({ OK: 20, RequestLimitExceeded: 10 })
  expect(await describing(client, 'ap-singapore')()).toBe('OK')
  await emulator.advance(1_000)
  expect(await describing(client, 'ap-guangzhou')()).toBe('OK')
})

test('requests without a valid signature do not count', async ({ client }) => {
  const forged = async () => String((await client.command(check, {}, { usersig: 'forged' })).ErrorCode)
  expect(await burst(150, forged)).toEqual({ 70003: 150 })
  expect(await asking(client)()).toBe('0')
})

describe('a limit of the application', () => {
  test.override({ options: { appRequestsPerSecond: 10 } })

  test('counts all commands: 60011', async ({ emulator, client }) => {
    expect(await burst(12, asking(client, show))).toEqual({ 101004: 10, 60011: 2 })
    await emulator.advance(1_000)
    expect(await asking(client)()).toBe('0')
  })
})

describe('switched off', () => {
  test.override({ options: { rateLimits: false } })

  test('there is none', async ({ client }) => {
    expect(await burst(300, asking(client))).toEqual({ 0: 300 })
  })
})

test('every application has its own limit', async () => {
  const emulator = await startEmulator({ clock: 'virtual', apps: [{ sdkAppId: 1 }, { sdkAppId: 2 }] })
  const [first, second] = [1, 2].map((sdkAppId) => createRawClient(emulator, sdkAppId)) as [RawClient, RawClient]
  await burst(150, asking(first))
  expect(await asking(second)()).toBe('0')
  await emulator.close()
})

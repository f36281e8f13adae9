import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Habits, loadVendorLibraries, type VendorLibraries } from './vendor-sdks.ts'

let vendor: VendorLibraries

beforeAll(async () => {
  vendor = await loadVendorLibraries()
})

const habits: readonly Habits[] = [
  {}, // TC3 on the mainland, HmacSHA256 elsewhere
  { signMethod: 'TC3-HMAC-SHA256' },
  { signMethod: 'TC3-HMAC-SHA256', reqMethod: 'GET' },
  { signMethod: 'HmacSHA256', reqMethod: 'POST' },
  { signMethod: 'HmacSHA256', reqMethod: 'GET' },
  { signMethod: 'HmacSHA1', reqMethod: 'POST' },
  { signMethod: 'HmacSHA1', reqMethod: 'GET' },
]

describe.each(['mainland', 'international'] as const)('the %s SDK', (edition) => {
  test.each(habits)('plays and stops a stream: %o', async (habit) => {
    const emulator = await start()
    const ask = vendor[edition](emulator, habit)
    const { TaskId } = await ask('StartStreamIngest', order(emulator))
    const task = { SdkAppId: emulator.credentials.sdkAppId, TaskId }
    expect(await ask('DescribeStreamIngest', task)).toMatchObject({ Status: 'InProgress' })
    expect(await ask('UpdateStreamIngest', { ...task, Volume: 50, IsPause: true })).toMatchObject({
      Status: 'InProgress',
    })
    expect(emulator.tasks()).toMatchObject([{ userId: 'robot', volume: 50, room: { kind: 'string', id: 'room 42' } }])
    expect(await ask('StopStreamIngest', task)).toMatchObject({ RequestId: expect.any(String) })
    await expect(ask('StopStreamIngest', task)).rejects.toMatchObject({ code: 'FailedOperation.TaskFinished' })
  })

  test.each(habits)('removes a list of users from a room: %o', async (habit) => {
    const emulator = await start()
    const ask = vendor[edition](emulator, habit)
    await ask('StartStreamIngest', order(emulator))
    const { sdkAppId } = emulator.credentials
    await ask('RemoveUserByStrRoomId', { SdkAppId: sdkAppId, RoomId: 'room 42', UserIds: ['nobody', 'robot'] })
    expect(emulator.tasks()).toMatchObject([{ endReason: 'removed' }])
  })

  test.each(habits)('gets an error for another key and for an invalid body: %o', async (habit) => {
    const emulator = await start()
    const { credentials } = emulator
    const guessing = vendor[edition]({ ...emulator, credentials: { ...credentials, secretKey: 'guess' } }, habit)
    await expect(guessing('StartStreamIngest', order(emulator))).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
    })
    const ask = vendor[edition](emulator, habit)
    const volume = ask('StartStreamIngest', { ...order(emulator), Volume: 5_000 })
    await expect(volume).rejects.toMatchObject({ code: expect.stringMatching(/^InvalidParameter/) })
    const another = ask('StopStreamIngest', { SdkAppId: 1, TaskId: 'x' })
    await expect(another).rejects.toMatchObject({ code: 'InvalidParameter.SdkAppId' })
    expect(emulator.tasks()).toEqual([])
  })
})

test("tls-sig-api-v2 signs an administrator's command", async () => {
  const emulator = await start()
  expect(await ring(emulator, 'administrator')).toMatchObject({
    ErrorCode: 0,
    Response: { CallId: expect.any(String) },
  })
  expect(await ring(emulator, 'jack')).toMatchObject({ ErrorCode: 60010 })
  expect(emulator.rings('jack')).toBe(1)
})

async function start(): Promise<Emulator> {
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  return emulator
}

/** Characters that a URL can encode in another way. */
function order(emulator: Emulator): object {
  return {
    SdkAppId: emulator.credentials.sdkAppId,
    RoomId: 'room 42',
    RoomIdType: 1,
    UserId: 'robot',
    UserSig: vendor.userSig(emulator, 'robot'),
    StreamUrl: 'https://media.example/welcome.mp4?a=1&b=ü+%20',
  }
}

async function ring(emulator: Emulator, identifier: string): Promise<unknown> {
  const { sdkAppId } = emulator.credentials
  const usersig = vendor.userSig(emulator, identifier)
  const query = `sdkappid=${sdkAppId}&identifier=${identifier}&usersig=${usersig}&random=1&contenttype=json`
  const body = {
    Robot_Account: 'robot',
    CalleeList_Account: ['jack'],
    Timeout: 30_000,
    CallInfo: { MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 },
  }
  const url = `${emulator.url}/v4/call_engine_http_srv/start_call_by_robot?${query}`
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return response.json()
}

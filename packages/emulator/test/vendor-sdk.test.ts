import tencentcloud from 'tencentcloud-sdk-nodejs'
import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js'
import { expect } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { test } from './support/harness.ts'

/** The vendor's SDK, configured as documented. */
function createVendorClient({ url, credentials: { secretId, secretKey } }: Emulator, token?: string) {
  return new tencentcloud.trtc.v20190722.Client({
    credential: { secretId, secretKey, ...(token === undefined ? {} : { token }) },
    region: 'ap-guangzhou',
    profile: { httpProfile: { endpoint: new URL(url).host, protocol: 'http://' } },
  })
}

function order({ credentials: { sdkAppId, sdkSecretKey } }: Emulator) {
  const UserSig = new Api(sdkAppId, sdkSecretKey).genUserSig('robot', 3600)
  const StreamUrl = 'https://media.example/welcome.mp4'
  return { SdkAppId: sdkAppId, RoomId: 'room-42', RoomIdType: 1, UserId: 'robot', UserSig, StreamUrl }
}

test("the vendor's SDK starts, describes, updates and stops an ingest", async ({ emulator }) => {
  const client = createVendorClient(emulator)
  const { TaskId = '' } = await client.StartStreamIngest(order(emulator))
  const task = { SdkAppId: emulator.credentials.sdkAppId, TaskId }
  expect(await client.DescribeStreamIngest(task)).toMatchObject({ Status: 'InProgress' })
  expect(await client.UpdateStreamIngest({ ...task, Volume: 50 })).toMatchObject({ Status: 'InProgress' })
  expect(await client.StopStreamIngest(task)).toMatchObject({ RequestId: expect.any(String) })
  expect(await client.DescribeStreamIngest(task)).toMatchObject({ Status: 'NotExist' })
  await expect(client.StopStreamIngest(task)).rejects.toMatchObject({ code: 'FailedOperation.TaskFinished' })
  expect(emulator.tasks()).toMatchObject([{ endReason: 'stopped', volume: 50 }])
})

test("the vendor's SDK with the wrong key is refused", async ({ emulator }) => {
  const client = createVendorClient({ ...emulator, credentials: { ...emulator.credentials, secretKey: 'guess' } })
  await expect(client.StartStreamIngest(order(emulator))).rejects.toMatchObject({
    code: 'AuthFailure.SignatureFailure',
  })
})

test("a call with a UserSig of the vendor's library", async ({ emulator, client }) => {
  const { sdkAppId, sdkSecretKey, identifier } = emulator.credentials
  const usersig = new Api(sdkAppId, sdkSecretKey).genUserSig(identifier, 60)
  const reply = await client.command('call_config/get_callback', {}, { usersig })
  expect(reply.ErrorCode).toBe(100301)
})

test.describe('temporary credentials', () => {
  test.override({ options: { token: 'session' } })

  test("the vendor's SDK sends the token, and must", async ({ emulator }) => {
    await createVendorClient(emulator, 'session').StartStreamIngest(order(emulator))
    const refusal = { code: 'AuthFailure.TokenFailure' }
    await expect(createVendorClient(emulator).StartStreamIngest(order(emulator))).rejects.toMatchObject(refusal)
    expect(emulator.clientOptions.cloud.token).toBe('session')
  })
})

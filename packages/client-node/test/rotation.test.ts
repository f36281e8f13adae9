import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { expect, onTestFinished, test } from 'vitest'
import {
  CallClient,
  cached,
  callRoom,
  createTrtcCall,
  ingestRoom,
  mintUserSig,
  stringRoom,
  TrtcClient,
} from '../src/index.ts'

const room = stringRoom('room-42')
const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 10_000,
  CallInfo: { MediaType: 'Video' as const, ...callRoom(room) },
}

async function startApp(): Promise<Emulator> {
  const emulator = await startEmulator({ clock: 'virtual', rateLimits: false })
  onTestFinished(() => emulator.close())
  return emulator
}

/** Keys that another process changes; each look at them takes a moment, as a vault's does. */
function vaultOf<Keys>(read: () => Keys) {
  const vault = {
    looks: 0,
    async look(): Promise<Keys> {
      vault.looks += 1
      await new Promise(setImmediate)
      return read()
    },
  }
  return vault
}

test('the app’s key rotates under load: no call fails and no phone rings twice', async () => {
  const emulator = await startApp()
  const vault = vaultOf(() => emulator.credentials.sdkSecretKey)
  const { sdkAppId, call, endpoints } = emulator.clientOptions
  const options = { sdkAppId, site: call.site, identifier: call.identifier, endpoint: endpoints.call }
  const calls = new CallClient({ ...options, sdkSecretKey: () => vault.look() })
  const rotations = 5
  let placed = 0
  const placeTwenty = async (): Promise<void> => {
    for (let one = 0; one < 20; one++) {
      await calls.startCallByRobot(ring)
      placed += 1
      if (placed % 60 === 0 && placed / 60 <= rotations)
        emulator.rotate({ sdkSecretKey: `key-${placed}-`.padEnd(64, 'k') })
    }
  }
  await Promise.all(Array.from({ length: 16 }, placeTwenty))

  expect(placed).toBe(320)
  expect(emulator.calls()).toHaveLength(320)
  expect(
    emulator.requests('startCallByRobot').filter(({ response }) => response.code === 70009).length,
  ).toBeGreaterThan(0)
  // Once at the start and once for each rotation: other refused requests find the new key in the cache.
  expect(vault.looks).toBeLessThanOrEqual(1 + 2 * rotations)
})

test('the cloud account’s keys rotate under load: no stream fails and none starts twice', async () => {
  const emulator = await startApp()
  const vault = vaultOf(() => {
    const { secretId, secretKey } = emulator.credentials
    return { secretId, secretKey }
  })
  const { sdkAppId, cloud, endpoints } = emulator.clientOptions
  const trtc = new TrtcClient({
    ...{ sdkAppId, edition: cloud.edition, region: cloud.region, endpoint: endpoints.trtc },
    credentials: cached(() => vault.look()),
  })
  const { sdkSecretKey } = emulator.credentials
  const userSig = (userId: string) => mintUserSig({ sdkAppId, sdkSecretKey, userId, lifetimeMs: 86_400_000 }).value
  let started = 0
  const startTen = async (_: unknown, worker: number): Promise<void> => {
    for (let one = 0; one < 10; one++) {
      const bot = `bot-${worker}-${one}`
      const stream = { UserId: bot, UserSig: userSig(bot), StreamUrl: 'https://example.com/welcome.mp4' }
      await trtc.startStreamIngest({ ...ingestRoom(room), ...stream })
      started += 1
      if (started === 40) emulator.rotate({ secretKey: 'another secret key of the account' })
      if (started === 80) emulator.rotate({ secretId: 'another-secret-id', secretKey: 'and its own secret key' })
    }
  }
  await Promise.all(Array.from({ length: 16 }, startTen))

  expect(emulator.tasks()).toHaveLength(160)
  const codes = new Set(emulator.requests('startStreamIngest').map(({ response }) => response.code))
  expect(codes).toContain('AuthFailure.SignatureFailure')
  expect(codes).toContain('AuthFailure.SecretIdNotFound')
  expect(vault.looks).toBeLessThanOrEqual(1 + 2 * 2)
})

test('a refused key that is the same as before is not tried again', async () => {
  const emulator = await startApp()
  const { sdkAppId, call, endpoints } = emulator.clientOptions
  const options = { sdkAppId, site: call.site, identifier: call.identifier, endpoint: endpoints.call }
  let looks = 0
  const stale = emulator.credentials.sdkSecretKey
  emulator.rotate({ sdkSecretKey: 'the new key' })
  const look = () => {
    looks += 1
    return stale
  }
  for (const sdkSecretKey of [stale, look]) {
    const refused = new CallClient({ ...options, sdkSecretKey }).startCallByRobot(ring)
    await expect(refused).rejects.toMatchObject({ vendorCode: 70009, outcome: 'refused', attempts: 1 })
  }
  expect(looks).toBe(2)
  expect(emulator.requests()).toHaveLength(2)
  expect(emulator.rings()).toBe(0)
})

test('the error of a failing forced refresh is the cause of the refusal', async () => {
  const emulator = await startApp()
  const { sdkAppId, call, endpoints } = emulator.clientOptions
  const options = { sdkAppId, site: call.site, identifier: call.identifier, endpoint: endpoints.call }
  const stale = emulator.credentials.sdkSecretKey
  emulator.rotate({ sdkSecretKey: 'the new key' })
  const sdkSecretKey = ({ forceRefresh }: { forceRefresh: boolean }) => {
    if (forceRefresh) throw new Error('the vault is sealed')
    return stale
  }
  const refused = new CallClient({ ...options, sdkSecretKey }).startCallByRobot(ring)
  await expect(refused).rejects.toMatchObject({
    vendorCode: 70009,
    attempts: 1,
    cause: { message: 'the vault is sealed' },
  })
})

test('a key that rotates between the ring and its stream costs neither', async () => {
  const emulator = await startApp()
  const { call, ...rest } = emulator.clientOptions
  const sdkSecretKey = () => emulator.credentials.sdkSecretKey
  const { dial } = createTrtcCall({ ...rest, call: { ...call, sdkSecretKey } })
  const stream = { url: 'https://example.com/welcome.mp4', start: 'immediately' } as const
  const onPlaced = () => emulator.rotate({ sdkSecretKey: 'the new key' })
  await dial({ robot: 'robot', callees: ['jack'], media: 'video', stream }, { onPlaced })

  const codes = emulator.requests('startStreamIngest').map(({ response }) => response.code)
  expect(codes).toEqual(['InvalidParameter.UserSig', 0])
  expect([emulator.rings('jack'), emulator.tasks().length]).toEqual([1, 1])
})

test('a stream that a stale key cannot start is tried once', async () => {
  const emulator = await startApp()
  const { dial } = createTrtcCall(emulator.clientOptions)
  const stream = { url: 'https://example.com/welcome.mp4', start: 'immediately' } as const
  const onPlaced = () => emulator.rotate({ sdkSecretKey: 'the new key' })
  const failed = dial({ robot: 'robot', callees: ['jack'], media: 'video', stream }, { onPlaced })
  await expect(failed).rejects.toMatchObject({ vendorCode: 'InvalidParameter.UserSig', outcome: 'refused' })
  expect(emulator.requests('startStreamIngest')).toHaveLength(1)
})

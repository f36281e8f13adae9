import { join } from 'node:path'
import { startEmulator } from '@trtc-call/emulator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTrtcCall, defaultCredentials, ingestRoom, isTrtcError, stringRoom } from '../../src/index.ts'
import { cliFile, etcFile, makeHome, sdkFile } from './home.ts'
import { startMetadataService } from './metadata-service.ts'

const now = 1_700_000_000_000
const pair = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'env' }
const file = '[default]\nsecret_id=AKIDfile\nsecret_key=file\n'

test('the environment comes first, then the files, then the role of the instance', async () => {
  const { endpoint } = await startMetadataService()
  const [full, empty] = [await makeHome({ [sdkFile]: file }), await makeHome({})]
  const ask = (env: Record<string, string>, { home, etc }: typeof full) =>
    defaultCredentials({ env, home, etc, instanceRole: { endpoint } })({ now })
  await expect(ask(pair, full)).resolves.toMatchObject({ secretId: 'AKIDenv' })
  await expect(ask({}, full)).resolves.toMatchObject({ secretId: 'AKIDfile' })
  await expect(ask({}, empty)).resolves.toMatchObject({ secretId: 'AKIDrole1' })
})

test('a broken file ends the search', async () => {
  const { endpoint, paths } = await startMetadataService()
  const { home, etc, root } = await makeHome({ [sdkFile]: '[default\n' })
  const provider = defaultCredentials({ env: {}, home, etc, instanceRole: { endpoint } })
  await expect(provider({ now })).rejects.toThrow(`credentials from the files: ${join(root, sdkFile)} cannot be parsed`)
  expect(paths).toEqual([])
})

test('those who ask at the same time share one search; a forced refresh searches again', async () => {
  const { endpoint, paths } = await startMetadataService()
  const { home, etc } = await makeHome({})
  const provider = defaultCredentials({ env: {}, home, etc, instanceRole: { endpoint } })
  await Promise.all(Array.from({ length: 20 }, () => provider({ now })))
  expect(paths).toHaveLength(2)
  await expect(provider({ now, forceRefresh: true })).resolves.toMatchObject({ secretId: 'AKIDrole2' })
  expect(provider({ now })).toMatchObject({ secretId: 'AKIDrole2' })
})

describe('in a client', () => {
  const stream = { UserId: 'bot', UserSig: 'eJx-a-user-sig', StreamUrl: 'https://example.com/welcome.mp4' }

  async function startApp(env: Record<string, string>) {
    const emulator = await startEmulator()
    onTestFinished(() => emulator.close())
    const { home, etc, root } = await makeHome({})
    const { endpoint } = await startMetadataService({ role: undefined })
    const { credentials: given, clientOptions: options } = emulator
    const credentials = defaultCredentials({ env: { ...env }, home, etc, instanceRole: { endpoint } })
    const { edition, region } = options.cloud
    return {
      emulator,
      given,
      root,
      endpoint,
      ...createTrtcCall({ ...options, cloud: { edition, region, credentials } }),
    }
  }

  test('they sign requests', async () => {
    const env: Record<string, string> = {}
    const emulator = await startEmulator()
    onTestFinished(() => emulator.close())
    const { secretId, secretKey } = emulator.credentials
    Object.assign(env, { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey })
    const { edition, region } = emulator.clientOptions.cloud
    const cloud = { edition, region, credentials: defaultCredentials({ env }) }
    const { trtc, calls } = createTrtcCall({ ...emulator.clientOptions, cloud })
    const { value } = await calls.userSigFor('bot', 86_400_000)
    const started = trtc.startStreamIngest({ ...ingestRoom(stringRoom('room-42')), ...stream, UserSig: value })
    await expect(started).resolves.toMatchObject({ TaskId: expect.any(String) })
  })

  test('if there are none, nothing is sent and the error lists all sources', async () => {
    const { trtc, emulator, root, endpoint } = await startApp({})
    const error = await trtc.describeStreamIngest({ TaskId: 'task' }).catch((reason: unknown) => reason)
    if (!isTrtcError(error)) throw error
    expect(error).toMatchObject({ code: 'ERR_SIGNING', outcome: 'not-sent' })
    const message = (error.cause as Error).message
    const places = [
      'TENCENTCLOUD_SECRET_ID',
      join(root, sdkFile),
      join(root, cliFile),
      join(root, etcFile),
      endpoint.slice(7),
    ]
    for (const place of places) expect(message).toContain(place)
    expect(emulator.requests()).toEqual([])
  })
})

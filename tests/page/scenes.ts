import { createTrtcCall } from '@trtc-call/node'
import type { Stage } from './stage.ts'

/** A state of the page for screenshots and accessibility tests. */
export interface Scene {
  readonly name: string
  /** Resolves when the page shows the scene. */
  play(stage: Stage): Promise<void>
}

const phone = (name: string) => `.phone[data-user="${name}"]`

/** Imports accounts with names, whose phones ring until they are answered. */
async function prepare({ client, emulator, hookUrl }: Stage, callees: readonly string[]): Promise<void> {
  const names = { robot: 'Northside Clinic', jack: 'Jack Miller', jill: 'Jill Novak', sam: 'Sam Okoye' }
  await client.calls.multiaccountImport({
    AccountList: Object.entries(names).map(([UserID, Nick]) => ({ UserID, Nick })),
  })
  await client.calls.setCallback({
    Url: hookUrl,
    CallbackCommandList: [
      'Call.CallbackAfterStartCall',
      'Call.CallbackAfterMemberChanged',
      'Call.CallbackAfterEndCall',
    ],
  })
  for (const callee of callees) emulator.callee(callee, { does: 'ignore' })
}

/** Rings without a stream. */
async function ring(stage: Stage, callees: readonly string[]): Promise<string> {
  await prepare(stage, callees)
  const call = await stage.client.dial({
    robot: 'robot',
    callees: [...callees],
    media: 'video',
    ringTimeoutMs: 60_000,
    userData: '{"appointment":"2026-12-01T09:30"}',
  })
  await stage.page.locator(`${phone(callees[0] ?? '')}.ringing`).waitFor()
  return call.callId ?? ''
}

/** Plays the robot's video repeatedly. */
async function play({ client, emulator, streamUrl }: Stage): Promise<string> {
  const room = emulator.calls().at(-1)?.room
  const { sdkAppId, sdkSecretKey } = emulator.credentials
  const { mintUserSig } = await import('@trtc-call/node')
  const { value } = mintUserSig({ sdkAppId, sdkSecretKey, userId: 'robot', lifetimeMs: 3_600_000 })
  const { TaskId } = await client.trtc.startStreamIngest({
    RoomId: room?.id ?? '',
    RoomIdType: room?.kind === 'int' ? 0 : 1,
    UserId: 'robot',
    UserSig: value,
    StreamUrl: streamUrl,
    RepeatNum: -1,
    MaxDuration: 60,
  })
  return TaskId ?? ''
}

async function talk(stage: Stage): Promise<string> {
  const callId = await ring(stage, ['jack'])
  await stage.page.locator(phone('jack')).getByRole('button', { name: 'Answer', exact: true }).click()
  await stage.page.locator(phone('jack')).getByRole('button', { name: 'Hang up' }).waitFor()
  await play(stage)
  await stage.page.locator(`${phone('jack')} video`).waitFor()
  await stage.page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.4)
  return callId
}

export const scenes: readonly Scene[] = [
  {
    name: 'empty',
    play: async ({ page }) => await page.getByRole('heading', { name: 'No calls yet' }).waitFor(),
  },
  {
    name: 'ringing',
    async play(stage) {
      await ring(stage, ['jack'])
    },
  },
  {
    name: 'in-a-call',
    async play(stage) {
      await talk(stage)
    },
  },
  {
    name: 'group-call',
    async play(stage) {
      const callId = await ring(stage, ['jack', 'jill', 'sam'])
      stage.emulator.answer(callId, 'jack')
      stage.emulator.reject(callId, 'sam')
      await play(stage)
      await stage.page.locator(`${phone('jack')} video`).waitFor()
    },
  },
  {
    name: 'over',
    async play(stage) {
      await talk(stage)
      await stage.page.locator(phone('jack')).getByRole('button', { name: 'Hang up' }).click()
      await stage.page.locator('.call .badge', { hasText: 'NormalEnd' }).waitFor()
      await stage.page.getByText('AfterEndCall: delivered').waitFor()
      await stage.page.getByRole('heading', { name: 'Calls' }).evaluate((heading) => heading.scrollIntoView())
    },
  },
  {
    name: 'refused-signature',
    async play({ emulator, page }) {
      const { clientOptions, credentials } = emulator
      const cloud = { ...clientOptions.cloud, secretKey: credentials.sdkSecretKey }
      await createTrtcCall({ ...clientOptions, cloud })
        .trtc.describeStreamIngest({ TaskId: 'a-task' })
        .catch(() => {})
      await page.getByRole('button', { name: /DescribeStreamIngest/ }).click()
      await page.getByRole('heading', { name: 'The signature is invalid' }).waitFor()
    },
  },
  {
    name: 'faults',
    async play({ client, page }) {
      await page.getByRole('button', { name: 'Drop after processing' }).click()
      await page.getByText('1 left').waitFor()
      await client.calls.getCallback().catch(() => {})
      await page.getByRole('button', { name: /get_callback/ }).waitFor()
    },
  },
]

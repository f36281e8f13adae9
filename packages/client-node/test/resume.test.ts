import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@trtc-call/emulator'
import { expect, onTestFinished, test } from 'vitest'
import { createTrtcCall } from '../src/index.ts'
import { conventions, startEmulated, streamUrl } from './emulated.ts'

const jack = { robot: 'robot', callees: ['jack'], media: 'video' } as const

test.each(conventions)(
  'a process that is killed between answer and hang-up is taken over by another (%s)',
  async (ingestRoomIdType) => {
    const emulator = await startEmulator({ answerAfterMs: 20, ingestRoomIdType })
    onTestFinished(() => emulator.close())
    const options = JSON.stringify(emulator.clientOptions)

    const first = start('dial-and-wait.ts', options)
    const saved = await firstLine(first)
    first.kill('SIGKILL')
    await once(first, 'exit')
    expect(emulator.calls()).toMatchObject([{ state: 'answered' }])
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])

    const { state, report, end } = JSON.parse(await firstLine(start('hang-up.ts', options, saved)))
    expect(state).toBe('answered')
    expect(report).toEqual({ call: 'ended', stream: 'stopped', errors: [] })
    expect(end).toMatchObject({ outcome: 'completed', source: 'hang-up', stream: { result: 'stopped' } })
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
    expect(emulator.rings('jack')).toBe(1)
  },
)

test.each(conventions)(
  'a handle saved while it rings starts the stream on the answer, wherever it is resumed (%s)',
  async (ingestRoomIdType) => {
    const { emulator, dial, resumeCall } = await startEmulated({ ingestRoomIdType })
    const placed = await dial({ ...jack, stream: { url: streamUrl } }, { until: 'placed' })
    const resumed = resumeCall(JSON.parse(JSON.stringify(placed)))
    await expect(resumed.answered()).resolves.toMatchObject({ answered: true })
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', room: placed.room }])
    await expect(resumed.ended()).resolves.toMatchObject({ outcome: 'completed' })
  },
)

test.each(conventions)(
  'resumed from before the stream started, a handle neither starts it twice nor loses it (%s)',
  async (ingestRoomIdType) => {
    const { emulator, dial, resumeCall } = await startEmulated({ ingestRoomIdType })
    const stream = { url: streamUrl, repeat: 'forever' } as const
    const placed = await dial({ ...jack, stream }, { until: 'placed' })
    const savedTooEarly = JSON.parse(JSON.stringify(placed))
    await placed.answered()

    const resumed = resumeCall(savedTooEarly)
    await expect(resumed.answered()).resolves.toMatchObject({ answered: true })
    expect(emulator.calls()).toMatchObject([{ state: 'answered' }])
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await expect(resumed.hangUp()).resolves.toEqual({ call: 'ended', stream: 'stopped', errors: [] })
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
  },
)

test('stream requests go to the region of the start, wherever the handle is resumed', async () => {
  const { emulator, dial } = await startEmulated()
  const call = await dial({ ...jack, stream: { url: streamUrl, repeat: 'forever' } })
  const { cloud } = emulator.clientOptions
  const elsewhere = createTrtcCall({ ...emulator.clientOptions, cloud: { ...cloud, region: 'ap-singapore' } })
  await elsewhere.resumeCall(JSON.parse(JSON.stringify(call))).hangUp()
  const [stop] = emulator.requests('stopStreamIngest')
  expect(stop?.headers['x-tc-region']).toBe('ap-guangzhou')
})

test("once the stream runs, the saved handle has neither the stream's URL nor any signature in it", async () => {
  const { dial } = await startEmulated()
  const call = await dial({ ...jack, stream: { url: streamUrl } })
  expect(JSON.stringify(call)).not.toContain('signature')
  expect(JSON.stringify(call)).not.toContain('example.com')
})

test('a saved call of a later version is refused, not misread', async () => {
  const { dial, resumeCall } = await startEmulated()
  const saved = JSON.parse(JSON.stringify(await dial(jack)))
  expect(() => resumeCall({ ...saved, version: 2 })).toThrow(/^saved.version must be 1, given 2: update/)
  expect(() => resumeCall({} as never)).toThrow(/^saved must be the value of call.toJSON\(\), given object$/)
  expect(() => resumeCall(undefined as never)).toThrow(/^saved is missing$/)
  expect(() => resumeCall({ version: 1 } as never)).toThrow('not complete')
  expect(() => resumeCall({ ...saved, sdkAppId: 1 })).toThrow(
    /^saved.sdkAppId must be \d+, the app of this client, given 1$/,
  )
})

function start(script: string, ...parameters: string[]): ChildProcess {
  const path = fileURLToPath(new URL(`processes/${script}`, import.meta.url))
  const child = spawn(process.execPath, [path, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the child has no stdout')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('the child ended without a line')
}

import { expect, test } from 'vitest'
import { startEmulated, streamUrl } from './emulated.ts'

const playing = { robot: 'robot', callees: ['jack'], media: 'video', stream: { url: streamUrl } } as const

test.each(['reject', 'busy'] as const)('no one answered (%s): there was no stream', async (does) => {
  const { dial } = await startEmulated({ users: { jack: { does } } })
  const call = await dial(playing)
  await call.ended()
  await expect(call.hangUp()).resolves.toEqual({ call: 'already-ended', stream: 'none', errors: [] })
  await expect(call.hangUp()).resolves.toMatchObject({ stream: 'none' })
})

test('a start whose answer was lost, and that turns out not to have happened', async () => {
  const { emulator, dial } = await startEmulated()
  await (await dial(playing)).hangUp()
  emulator.script('startStreamIngest', { execute: false, then: 'drop' })
  const error = await dial(playing).catch((thrown) => thrown)
  expect(error).toMatchObject({ operation: 'startStreamIngest', outcome: 'unknown' })
  expect(emulator.tasks()).toHaveLength(1)
  expect(error.dial.cleanUp).toEqual({ call: 'ended', stream: 'none', errors: [] })
})

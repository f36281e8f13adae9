import { expect, test } from 'vitest'
import { doctor, emulate, findingsOf } from './examinee.ts'

test.each([
  [['--ring', 'jack', '--robot', 'robot'], 'this will ring jack for ten seconds'],
  [['--live'], 'this will start two streams'],
  [['--ring', 'jack', '--yes'], '--ring needs --robot'],
  [['--save', '--yes'], '--save needs --live'],
  [['--live', '--save', '--yes'], '--save needs a profile'],
])('%j asks first, and sends nothing where nobody can be asked', async (args, said) => {
  const { emulator, env } = await emulate()
  const before = emulator.requests().length
  const ran = await doctor(env, ...args)
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  expect(emulator.requests()).toHaveLength(before)
})

test('where something is bad already, nobody is rung and nothing is started', async () => {
  const { emulator, env } = await emulate()
  const wrong = { ...env, TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY: '' }
  const ran = await doctor(wrong, '--live', '--ring', 'jack', '--robot', 'robot', '--yes')
  expect(ran.code).toBe(1)
  expect(findingsOf(ran)).toContainEqual(expect.objectContaining({ check: 'cloud-access', state: 'bad' }))
  expect(findingsOf(ran).slice(-2)).toMatchObject([
    { check: 'room-id-type', state: 'skipped' },
    { check: 'ring', state: 'skipped' },
  ])
  expect(emulator.calls()).toEqual([])
  expect(emulator.tasks()).toEqual([])
})

test('whom nobody knows is not rung', async () => {
  const { emulator, env } = await emulate()
  const ran = await doctor(env, '--ring', 'stranger', '--robot', 'robot', '--yes')
  expect(ran.code).toBe(1)
  expect(findingsOf(ran)).toContainEqual(expect.objectContaining({ what: 'not imported: stranger' }))
  expect(findingsOf(ran).at(-1)).toMatchObject({ check: 'ring', state: 'skipped' })
  expect(emulator.requests('startCallByRobot')).toEqual([])
})

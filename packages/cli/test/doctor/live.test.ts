import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdAnswer, startTellingSignals } from '../held-answer.ts'
import { documentOf, runCli } from '../run-cli.ts'
import { doctor, emulate, findingOf, findingsOf } from './examinee.ts'

test.each(['guide', 'reference'] as const)('it finds out that the service speaks %s', async (ingestRoomIdType) => {
  const { emulator, env } = await emulate({ ingestRoomIdType })
  const ran = await doctor(env, '--live', '--yes')
  expect(findingOf(findingsOf(ran), 'room-id-type')).toMatchObject({
    state: 'ok',
    what: expect.stringContaining(`as the ${ingestRoomIdType} has it`),
  })
  expect(findingOf(findingsOf(ran), 'room-id-type-stop')).toBeUndefined()
  expect(emulator.requests('stopStreamIngest')).toHaveLength(1)
  expect(emulator.tasks()).toMatchObject([{ endReason: 'stopped' }])
  expect(emulator.requests('startStreamIngest').map(({ body }) => body)).toMatchObject([
    { RoomIdType: 1, RepeatNum: -1, MaxDuration: 1 },
    { RoomIdType: 0, RepeatNum: -1, MaxDuration: 1 },
  ])
})

test('anything but a clear answer is inconclusive', async () => {
  const { emulator, env } = await emulate()
  emulator.script('startStreamIngest', { code: 'FailedOperation.NotAllowed' })
  const ran = await doctor(env, '--live', '--yes')
  expect(findingOf(findingsOf(ran), 'room-id-type')).toMatchObject({
    state: 'inconclusive',
    why: 'unclear (FailedOperation.NotAllowed), refused (InvalidParameter.RoomId)',
  })
  expect(ran.code).toBe(0)
  emulator.script('startStreamIngest', { code: 'FailedOperation.NotAllowed' })
  expect((await runCli(['doctor', '--live', '--yes'], env)).stdout).toMatch(/\nOne thing is inconclusive\.\n$/)
})

test('a stream that could not be stopped is bad, with its id, however clear the answer is', async () => {
  const { emulator, env } = await emulate()
  emulator.script('stopStreamIngest', { code: 'FailedOperation.NotAllowed', times: 20 })
  const ran = await doctor(env, '--live', '--yes')
  const [task] = emulator.tasks()
  expect(findingOf(findingsOf(ran), 'room-id-type')).toMatchObject({ state: 'ok' })
  expect(findingOf(findingsOf(ran), 'room-id-type-stop')).toMatchObject({
    state: 'bad',
    mend: expect.stringContaining(`trtc-call ingest stop -- ${task?.taskId}`),
  })
  expect(ran.code).toBe(1)
})

test('a start without an answer may run, and it says for how long', async () => {
  const { emulator, env } = await emulate()
  emulator.script('startStreamIngest', { execute: true, then: 'drop' })
  const findings = findingsOf(await doctor(env, '--live', '--yes'))
  expect(findingOf(findings, 'room-id-type')).toMatchObject({ state: 'inconclusive' })
  expect(findingOf(findings, 'room-id-type-stop')).toMatchObject({
    state: 'inconclusive',
    what: expect.stringMatching(/^a stream may have been started in the room doctor-/),
    mend: expect.stringContaining('a minute'),
  })
})

test('Ctrl-C while a start is on its way: what it started is stopped, and no other is started', async () => {
  const { emulator, env } = await emulate()
  const answer = await holdAnswer(emulator, 'StartStreamIngest')
  onTestFinished(answer.close)
  const running = startTellingSignals(['doctor', '--json', '--live', '--yes'], { ...env, ...answer.env })
  await Promise.race([answer.held, running.ended])
  running.kill('SIGINT')
  await running.saw('heard signal 1')
  answer.release()
  const ran = await running.ended
  expect(ran.code).toBe(130)
  expect(documentOf(ran)).toMatchObject({ ok: false, interrupted: true })
  expect(findingOf(findingsOf(ran), 'room-id-type')).toMatchObject({ why: expect.stringContaining('interrupted') })
  expect(emulator.tasks()).toMatchObject([{ endReason: 'stopped' }])
  expect(emulator.requests('startStreamIngest')).toHaveLength(1)
})

test('--save writes what was found to the profile, where ingest start finds it', async () => {
  const { emulator, env } = await emulate({ ingestRoomIdType: 'reference' })
  const home = { HOME: mkdtempSync(join(tmpdir(), 'trtc-call-home-')) }
  expect(await runCli(['profile', 'add', 'local', '--from-env'], { ...env, ...home })).toMatchObject({ code: 0 })
  const ran = await doctor(home, '--live', '--yes', '--save')
  expect(findingOf(findingsOf(ran), 'origins')?.what).toContain('SDKSecretKey from profile local')
  expect(findingOf(findingsOf(ran), 'profile')).toMatchObject({ state: 'ok' })
  const play = ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', 'https://example.com/a.mp4']
  expect(await runCli(play, home)).toMatchObject({ code: 0 })
  expect(emulator.requests('startStreamIngest').at(-1)?.body).toMatchObject({ RoomIdType: 0 })
  rmSync(home.HOME, { recursive: true })
})

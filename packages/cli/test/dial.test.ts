import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentOf, envFor, startCli } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({
    answerAfterMs: 50,
    streamDurationMs: 500,
    users: {
      ringer: { does: 'ignore' },
    },
  })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const dial = (...args: string[]): string[] => ['dial', '--robot', 'robot', ...args]
const callOf = (callee: string): string =>
  emulator.calls().find(({ members }) => members.some(({ userId }) => userId === callee))?.callId ?? ''

describe.concurrent('dial', () => {
  test('answered: waits to the end, exit code 0', async () => {
    const virtual = await startEmulator({
      clock: 'virtual',
      users: { talker: { does: 'answer', hangUpAfterMs: 5_000 } },
    })
    const args = dial('--callee', 'talker', '--media', 'audio', '--room', 'room-42', '--json', '--verbose')
    const running = startHere(args, envFor(virtual))
    await running.saw('call ')
    await virtual.advance(4_000)
    await running.saw('the call lasts until someone hangs up; Ctrl-C ends it')
    await virtual.advance(60_000)
    const ran = await running.ended
    await virtual.close()
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('talker answered') })
    expect(documentOf(ran)).toMatchObject({
      room: { kind: 'string', id: 'room-42' },
      answer: { answered: true, by: ['talker'] },
      end: { outcome: 'completed' },
      requests: expect.arrayContaining([expect.objectContaining({ operation: 'startCallByRobot', outcome: 'ok' })]),
    })
  })

  test('with a stream: plays it to its end, then hangs up', async () => {
    const args = dial('--callee', 'listener', '--stream', 'https://example.com/a.mp4', '--user-data', '007', '--json')
    const ran = await runHere(args, env)
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('the stream plays') })
    const { taskId, end, callId } = documentOf(ran)
    expect(end).toMatchObject({ outcome: 'completed', stream: { taskId, result: 'ended' } })
    expect(emulator.calls().find((call) => call.callId === callId)).toMatchObject({ state: 'ended', userData: '007' })
  })

  test('--start immediately plays before anyone answers', async () => {
    const args = dial('--callee', 'early', '--stream', 'https://example.com/a.mp4', '--start', 'immediately')
    emulator.callee('early', { does: 'ignore' })
    const running = startHere(args, env)
    await running.saw('the stream plays')
    emulator.answer(callOf('early'), 'early')
    const { code, stderr } = await running.ended
    expect(code).toBe(0)
    expect(stderr.indexOf('the stream plays')).toBeLessThan(stderr.indexOf('early answered'))
  })

  test.each([
    ['reject', 'rejected'],
    ['busy', 'busy'],
    ['offline', 'offline'],
    ['ignore', 'not-answered'],
  ] as const)(
    'a phone that does %s: placed, so exit code 8, and the vendor’s record says %s',
    async (does, outcome) => {
      const virtual = await startEmulator({ clock: 'virtual', users: { jack: { does } } })
      const running = startHere(dial('--callee', 'jack', '--json'), envFor(virtual))
      await running.saw('call ')
      await virtual.advance(60_000) // The phone has stopped ringing, and there is a record.
      const ran = await running.ended
      await virtual.close()
      expect(ran).toMatchObject({ code: 8, stderr: expect.stringContaining('(from the vendor’s record)') })
      expect(documentOf(ran)).toMatchObject({
        ...{ placed: true, answer: { answered: false } },
        end: { outcome, source: 'record' },
      })
      expect(documentOf(ran)).not.toHaveProperty('requests')
    },
  )

  test('every callee refused: exit code 7, no phone rang', async () => {
    emulator.refuseCallee('unknown-user', 70107)
    const ran = await runHere(dial('--callee', 'unknown-user', '--json'), env)
    expect(ran.code).toBe(7)
    expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_API', outcome: 'refused', vendorCode: 70107 } })
    expect(emulator.rings('unknown-user')).toBe(0)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s while it rings ends the call, exit code %i', async (signal, exitCode) => {
    const callee = `ringer-${signal}`
    emulator.callee(callee, { does: 'ignore' })
    const running = startCli(dial('--callee', callee, '--json'), env)
    await running.saw('rings')
    running.kill(signal)
    const ran = await running.ended
    expect(ran.code).toBe(exitCode)
    const { callId, ...rest } = documentOf(ran)
    expect(rest).toMatchObject({ interrupted: true, cleanUp: { call: 'ended', stream: 'none' } })
    expect(emulator.calls().find((call) => call.callId === callId)).toMatchObject({
      state: 'ended',
      result: 'Cancel',
    })
  })

  test('Ctrl-C while it plays ends the call and the stream', async () => {
    const args = dial('--callee', 'fan', '--stream', 'https://example.com/a.mp4', '--repeat', 'forever', '--json')
    const running = startCli(args, env)
    await running.saw('the stream plays')
    running.kill('SIGINT')
    const ran = await running.ended
    expect(ran.code).toBe(130)
    const { taskId, cleanUp } = documentOf(ran)
    expect(cleanUp).toEqual({ call: 'ended', stream: 'stopped' })
    expect(emulator.tasks().find((task) => task.taskId === taskId)).toMatchObject({ endReason: 'stopped' })
  })
})

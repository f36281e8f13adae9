import { isDeepStrictEqual } from 'node:util'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentOf, envFor, type Ran, startCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 5 })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const stream = ['--stream', 'https://example.com/a.mp4', '--repeat', 'forever']
const detach = (callee: string, ...more: string[]): Promise<Ran> =>
  runHere(['dial', '--robot', 'robot', '--callee', callee, ...more, '--detach'], env)

/** Without the cloud account's keys. */
function appAlone(): Record<string, string> {
  const { TENCENTCLOUD_SECRET_ID: _, TENCENTCLOUD_SECRET_KEY: __, ...others } = env
  return others
}

describe.concurrent('call end --handle with the app’s key alone', () => {
  test('ends a call whose stream has not started, as far as the handle knows', async () => {
    emulator.callee('sleeper', { does: 'ignore' })
    const placed = await detach('sleeper', ...stream)
    const ran = await runHere(['call', 'end', '--handle', '-', '--json'], appAlone(), placed.stdout)
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining('its stream cannot be found') })
    const { callId } = documentOf(placed)
    expect(documentOf(ran)).toMatchObject({ callId, cleanUp: { call: 'ended', stream: 'unknown' } })
    expect(emulator.calls().find((call) => call.callId === callId)).toMatchObject({ state: 'ended' })
  })

  test.each([
    ['TENCENTCLOUD_SECRET_ID', appAlone],
    ['TENCENTCLOUD_SECRET_KEY', () => ({ ...appAlone(), TENCENTCLOUD_SECRET_ID: 'an-id' })],
  ])('ends the call, names the stream that plays on, exit code 3: without %s', async (what, variables) => {
    const callee = `talker-${what}`
    const placed = await detach(callee, ...stream, '--start', 'immediately')
    const { callId, taskId } = documentOf(placed)
    const args = ['call', 'end', '--handle', '-', '--json']
    const ran = await runHere(args, variables(), placed.stdout)
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining(what) })
    expect(documentOf(ran)).toMatchObject({
      ...{ callId, taskId, ended: true, cleanUp: { call: 'ended', stream: 'failed' } },
      error: { code: expect.stringMatching(/^ERR_/), message: expect.stringContaining(what) },
    })
    expect(emulator.calls().find((call) => call.callId === callId)).toMatchObject({ state: 'ended' })
    const words = await runHere(args.slice(0, -1), variables(), placed.stdout)
    expect(words).toMatchObject({ code: 3, stdout: expect.stringContaining(`ingest stop -- ${taskId}`) })
  })

  test('exit code 5 if the call cannot be ended either', async () => {
    const placed = await detach('lost', ...stream, '--start', 'immediately')
    const { callId, taskId } = documentOf(placed)
    const nowhere = { ...appAlone(), TRTC_CALL_ENDPOINT: 'http://127.0.0.1:1' }
    const ran = await runHere(['call', 'end', '--handle', '-', '--json', '--timeout', '500ms'], nowhere, placed.stdout)
    expect(ran).toMatchObject({ code: 5, stderr: expect.stringContaining(`task ${taskId}, cannot be stopped`) })
    expect(documentOf(ran)).toMatchObject({ callId, cleanUp: { call: 'failed' } })
  })
})

test('call end --handle also stops a stream that call attach has started since', async () => {
  const placed = await detach('fan', ...stream)
  const attached = startCli(['call', 'attach', '--handle', '-'], env, placed.stdout)
  await attached.saw('the stream plays')
  attached.kill('SIGKILL')
  await attached.ended
  const ran = await runHere(['call', 'end', '--handle', '-', '--json'], env, placed.stdout)
  expect(ran.code).toBe(0)
  const { callId, placement } = documentOf(placed)
  expect(documentOf(ran)).toMatchObject({ callId, cleanUp: { call: 'ended', stream: 'stopped' } })
  const { room } = placement as unknown as { readonly room: object }
  expect(emulator.tasks().find((task) => isDeepStrictEqual(task.room, room))).toMatchObject({ status: 'NotExist' })
})

test('dial --detach of a call without an id explains what is impossible, and names no command that would fail', async () => {
  const silent = await startEmulator({ startResponse: 'reference', users: { jack: { does: 'ignore' } } })
  try {
    const ring = ['dial', '--robot', 'robot', '--callee', 'jack', '--detach']
    const alone = await runHere(ring, envFor(silent))
    expect(alone.stderr).toBe('the vendor returned no CallId, so this call can neither be followed nor ended\n')
    const played = await runHere([...ring, ...stream, '--start', 'immediately'], envFor(silent))
    expect(played.stderr).toContain(`ingest stop -- ${documentOf(played).taskId}`)
    const waiting = await runHere([...ring, ...stream], envFor(silent))
    expect(waiting.stderr).toContain('keep it secret')
    expect(waiting.stderr).not.toMatch(/call (attach|end)/)
  } finally {
    await silent.close()
  }
})

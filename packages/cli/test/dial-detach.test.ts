import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leaksIn } from './leaks.ts'
import { documentOf, envFor, type Ran, startCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trtc-call-'))
  emulator = await startEmulator({ answerAfterMs: 50, streamDurationMs: 500 })
  env = envFor(emulator)
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

const secret = 'signature-of-the-stream'
const stream = ['--stream', `https://example.com/a.mp4?sign=${secret}`]
const detach = (callee: string, ...more: string[]): Promise<Ran> =>
  runHere(['dial', '--robot', 'robot', '--callee', callee, ...more, '--detach'], env)

describe.concurrent('dial --detach', () => {
  test('prints the handle and warns that it contains the URL; attach plays and waits for the end', async () => {
    const placed = await detach('jack', ...stream)
    expect(placed).toMatchObject({ code: 0, stderr: expect.stringContaining('keep it secret') })
    expect(leaksIn(placed.stderr, { secret })).toEqual([])
    expect(documentOf(placed)).toMatchObject({ version: 1, stream: { url: expect.stringContaining(secret) } })
    expect(placed.stdout.trimEnd()).not.toContain('\n')
    const file = join(folder, 'jack.json')
    writeFileSync(file, placed.stdout)
    const ran = await runHere(['call', 'attach', '--handle', `@${file}`, '--json'], env)
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('the stream plays') })
    const { callId } = documentOf(placed)
    expect(documentOf(ran)).toMatchObject({ callId, end: { outcome: 'completed', stream: { result: 'ended' } } })
    expect(leaksIn(ran.stdout + ran.stderr, { secret })).toEqual([])
  })

  test('no warning without a secret; attach has the exit codes of dial', async () => {
    const virtual = await startEmulator({ clock: 'virtual', users: { rejecter: { does: 'reject' } } })
    const ring = ['dial', '--robot', 'robot', '--callee', 'rejecter', '--detach', '--json']
    const placed = await runHere(ring, envFor(virtual))
    expect(placed.stderr).not.toContain('secret')
    await virtual.advance(60_000)
    const ran = await runHere(['call', 'attach', '--handle', '-', '--json'], envFor(virtual), placed.stdout)
    await virtual.close()
    expect(ran.code).toBe(8)
    expect(documentOf(ran)).toMatchObject({ answer: { answered: false }, end: { outcome: 'rejected' } })
  })

  test('call end --handle ends the call and stops the stream; twice is fine', async () => {
    const placed = await detach('fan', ...stream, '--repeat', 'forever', '--start', 'immediately')
    const { callId, taskId } = documentOf(placed)
    expect(placed.stdout).not.toContain(secret)
    const end = (): Promise<Ran> => runHere(['call', 'end', '--handle', '-', '--json'], env, placed.stdout)
    expect(documentOf(await end())).toMatchObject({ callId, taskId, cleanUp: { call: 'ended', stream: 'stopped' } })
    expect(emulator.tasks().find((task) => task.taskId === taskId)).toMatchObject({ endReason: 'stopped' })
    const again = await end()
    expect(again.code).toBe(0)
    expect(documentOf(again)).toMatchObject({ cleanUp: { call: 'already-ended', stream: 'already-ended' } })
  })

  test('SIGTERM while attached ends the call, exit code 143', async () => {
    emulator.callee('sleeper', { does: 'ignore' })
    const placed = await detach('sleeper')
    const running = startCli(['call', 'attach', '--handle', '-', '--json'], env, placed.stdout)
    await running.saw('continuing the call of robot to sleeper')
    running.kill('SIGTERM')
    const ran = await running.ended
    expect(ran.code).toBe(143)
    const { callId } = documentOf(placed)
    expect(documentOf(ran)).toMatchObject({ callId, interrupted: true, cleanUp: { call: 'ended' } })
    expect(emulator.calls().find((call) => call.callId === callId)).toMatchObject({
      state: 'ended',
      result: 'Cancel',
    })
  })

  test('the handle contains the room convention', async () => {
    const placed = await detach('digits', ...stream, '--int-room', '77', '--room-id-type', 'reference')
    expect(documentOf(placed)).toMatchObject({ ingestRoomIdType: 'reference' })
    await runHere(['call', 'end', '--handle', '-'], env, placed.stdout)
  })

  test('--dry-run rings no phone and ends no call', async () => {
    emulator.callee('dry', { does: 'ignore' })
    const dry = await detach('dry', '--dry-run', '--json', ...stream)
    expect(documentOf(dry)).toMatchObject({ dryRun: true, requests: [{ method: 'POST' }] })
    expect(emulator.rings('dry')).toBe(0)
    const placed = await detach('dry', ...stream)
    for (const command of ['attach', 'end']) {
      const ran = await runHere(['call', command, '--handle', '-', '--dry-run', '--json'], env, placed.stdout)
      expect({ code: ran.code, dry: documentOf(ran).dryRun }).toEqual({ code: 0, dry: true })
    }
    const { callId } = documentOf(placed)
    expect(emulator.calls().find((call) => call.callId === callId)).toMatchObject({ state: 'ringing' })
    await runHere(['call', 'end', '--handle', '-'], env, placed.stdout)
  })

  test.each([
    [['dial', '--robot', 'robot', '--callee', 'jack', ...stream, '--room', '77'], '', 'needs --room-id-type guide or'],
    [['call', 'attach'], '', '--handle HANDLE is missing'],
    [['call', 'end'], '', 'CALL_ID is missing'],
    [['call', 'end', 'some-call', '--handle', '{}'], '', 'CALL_ID and --handle exclude each other'],
    [['call', 'attach', '--handle', '-'], `{"stream":{"url":"${secret}"`, '--handle stops being JSON at line 1'],
    [['call', 'end', '--handle', '-'], `{"version":1,"stream":{"url":"${secret}"}}`, '--handle must be what dial'],
    [['call', 'end', '--handle', '-'], `{"version":1,"placement":{"url":"${secret}"}}`, '--handle is not complete'],
  ])('%j is a wrong command line', async (args, stdin, said) => {
    const ran = await runHere(args, env, stdin)
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
    expect(leaksIn(ran.stderr, { secret })).toEqual([])
  })

  test('a handle of another app or a later version is refused before anything is sent', async () => {
    emulator.callee('other', { does: 'ignore' })
    const placed = await detach('other')
    const saved = documentOf(placed) as object
    for (const [change, said] of [
      [{ sdkAppId: 1 }, '--handle: sdkAppId must be 1400000000'],
      [{ version: 2 }, '--handle: version '],
    ] as const) {
      const ran = await runHere(['call', 'end', '--handle', '-'], env, JSON.stringify({ ...saved, ...change }))
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
    }
    await runHere(['call', 'end', '--handle', '-'], env, placed.stdout)
  })
})

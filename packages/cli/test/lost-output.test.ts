import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { envFor, startInShell } from './run-cli.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 60_000 })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const stream = ['--stream', 'https://example.com/a.mp4?sign=signature-of-the-stream']
const ringBody = JSON.stringify({
  ...{ Robot_Account: 'robot', CalleeList_Account: ['jim'], Timeout: 30_000 },
  CallInfo: { MediaType: 'Audio' },
})

/** The command that ends the only call of a callee. */
function callOf(userId: string): string {
  const call = emulator.calls().find(({ members }) => members.some((member) => member.userId === userId))
  return `call end ${call?.callId}`
}
const taskOf = (roomId: string): string =>
  `ingest stop -- ${emulator.tasks().find(({ room }) => room.id === roomId)?.taskId}`

describe.concurrent('what still runs is reported when stdout cannot be written', () => {
  test.each([
    ['dial --detach', ['dial', '--robot', 'robot', '--callee', 'jack', '--detach', ...stream], () => callOf('jack')],
    ['call start --json', ['call', 'start', '--robot', 'robot', '--callee', 'jill', '--json'], () => callOf('jill')],
    ['ingest start', ['ingest', 'start', '--room', 'room-1', '--user', 'robot', ...stream], () => taskOf('room-1')],
    ['api', ['api', 'startCallByRobot', '--body', ringBody], () => callOf('jim')],
  ] as const)('%s > /dev/full prints to stderr how to end it', async (_, args, way) => {
    const { code, stderr } = await startInShell(args, 'exec "$@" >/dev/full', env).ended
    expect(code).toBe(1)
    expect(stderr).toContain(`it is still running; end it with: node dist/main.js ${way()}\n`)
    expect(stderr).not.toContain('signature-of-the-stream')
  })

  test('also if a pipe has no reader', async () => {
    const args = ['call', 'start', '--robot', 'robot', '--callee', 'jane']
    // Waits until the reader has gone: on a busy machine it may outlast the program.
    const script = `{ trap '' PIPE; while printf x 2>/dev/null; do :; done; "$@"; } | true`
    const { stderr } = await startInShell(args, script, env).ended
    expect(stderr).toBe(`it is still running; end it with: node dist/main.js ${callOf('jane')}\n`)
  })
})

import { type Emulator, startEmulator, type TimelineEvent } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdAnswer, startTellingSignals } from './held-answer.ts'
import { envFor, startCli, startInShell } from './run-cli.ts'
import { startInBash } from './terminal.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 50 })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const callOf = (callee: string) =>
  emulator.calls().find(({ members }) => members.some(({ userId }) => userId === callee))

/** Rings a callee who does not answer. */
function dial(callee: string): string[] {
  emulator.callee(callee, { does: 'ignore' })
  return ['dial', '--robot', 'robot', '--callee', callee, '--ring-timeout', '60s']
}

/** Resolves at the first event that is it, from now on. */
function next(on: Emulator, isIt: (event: TimelineEvent) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = on.on((event) => {
      if (!isIt(event)) return
      stop()
      resolve()
    })
  })
}

const ended = (callee: string) => next(emulator, () => callOf(callee)?.state === 'ended')

describe.concurrent('closing a window that runs bash', () => {
  test('hangs up while the response to the ring is on its way', async () => {
    const slow = await startEmulator()
    try {
      slow.callee('jill', { does: 'ignore' })
      slow.script('startCallByRobot', { delayMs: 500 })
      const rung = next(slow, ({ kind }) => kind === 'request')
      const over = next(slow, ({ kind }) => kind === 'call-ended')
      const running = startInBash(['dial', '--robot', 'robot', '--callee', 'jill'], envFor(slow))
      await rung
      running.closeWindow()
      await over
      expect(slow.calls()).toMatchObject([{ state: 'ended', result: 'Cancel' }])
    } finally {
      await slow.close()
    }
  })
})

describe.concurrent('signals', () => {
  test.each([
    ['SIGINT', 'SIGINT', 130],
    ['SIGTERM', 'SIGTERM', 143],
    ['SIGHUP', 'SIGHUP', 129],
    ['SIGINT', 'SIGTERM', 130],
  ] as const)('%s, and %s before it has hung up: it hangs up', async (first, second, code) => {
    const slow = await startEmulator()
    const answer = await holdAnswer(slow, 'end_call')
    try {
      slow.callee('jill', { does: 'ignore' })
      const running = startTellingSignals(['dial', '--robot', 'robot', '--callee', 'jill'], answer.env)
      await running.saw('call ')
      running.kill(first)
      await answer.held
      running.kill(second)
      await running.saw('heard signal 2')
      answer.release()
      expect(await running.ended).toMatchObject({ code, stderr: expect.stringContaining('interrupted') })
      expect(slow.calls()).toMatchObject([{ state: 'ended', result: 'Cancel' }])
    } finally {
      answer.close()
      await slow.close()
    }
  })

  test('a second Ctrl-C ends the process', async () => {
    const stuck = await startEmulator()
    try {
      stuck.callee('jill', { does: 'ignore' })
      stuck.script('endCall', { then: 'hang', times: 100 })
      const running = startCli(['dial', '--robot', 'robot', '--callee', 'jill'], envFor(stuck))
      await running.saw('call ')
      const again = setInterval(() => running.kill('SIGINT'), 200)
      const { code, stdout } = await running.ended
      clearInterval(again)
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    } finally {
      await stuck.close()
    }
  })
})

describe.concurrent('an output that cannot be written', () => {
  test.each(['2>/dev/full', '>/dev/full 2>&1'])('%s hangs up, exit code 1', async (redirection) => {
    const callee = `full-${redirection.length}`
    const over = ended(callee)
    const running = startInShell(dial(callee), `exec "$@" ${redirection}`, env)
    expect((await running.ended).code).toBe(1)
    await over
    expect(callOf(callee)).toMatchObject({ state: 'ended' })
  })

  test('stdout alone: stderr says so', async () => {
    const { code, stderr } = await startInShell(['callback', 'show'], 'exec "$@" >/dev/full', env).ended
    expect(code).toBe(1)
    expect(stderr).toBe('trtc-call: stdout cannot be written (ENOSPC)\n')
  })

  test('a closed pipe is not a failure', async () => {
    const script = `{ trap '' PIPE; while printf x 2>/dev/null; do :; done; "$@"; echo "code $?" >&2; } | true`
    const { stderr } = await startInShell(['api', 'startCallByRobot', '--explain'], script, env).ended
    expect(stderr).toBe('code 0\n')
  })
})

test.each([
  ['an uncaught exception', 'throw new Error("boom")'],
  ['an unhandled rejection', 'Promise.reject(new Error("boom"))'],
])('%s hangs up and reports a bug', async (name, action) => {
  const callee = `bug-${name.length}`
  const late = `data:text/javascript,process.once('SIGUSR2', () => { ${action} })`
  const running = startCli(dial(callee), { ...env, NODE_OPTIONS: `--import="${late.replaceAll('"', '%22')}"` })
  await running.saw('call ')
  running.kill('SIGUSR2')
  const { code, stderr } = await running.ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^trtc-call: boom\n {2}this is a bug in trtc-call, please report it/m)
  expect(stderr).not.toContain('node:internal')
  expect(callOf(callee)).toMatchObject({ state: 'ended', result: 'Cancel' })
})

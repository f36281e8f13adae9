import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdAnswer } from './held-answer.ts'
import { envFor } from './run-cli.ts'
import { startHere } from './run-here.ts'
import { startOnTerminal } from './terminal.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 50 })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const dial = (...args: string[]): string[] => ['dial', '--robot', 'robot', ...args]
const callOf = (callee: string) =>
  emulator.calls().find(({ members }) => members.some(({ userId }) => userId === callee))

/** The text of a screen, without colours and cursor movements. */
function textOf(screen: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: matches escape sequences
  return screen.replace(/\u001b\[[\d;]*[A-Za-z]/g, '')
}

describe.concurrent('dial on a terminal', () => {
  test('Ctrl-C while it rings ends the call, exit code 130; the status is on stderr only', async () => {
    emulator.callee('ringer', { does: 'ignore' })
    const running = startOnTerminal(dial('--callee', 'ringer', '--json'), env)
    await running.saw(/ringing, \d+ s left +ringer/)
    await running.saw(/Ctrl-C hangs up/)
    running.type('\u0003')
    const { code, screen, stdout } = await running.ended
    expect({ code, text: textOf(screen) }).toMatchObject({ code: 130, text: expect.stringContaining('interrupted') })
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, cleanUp: { call: 'ended', stream: 'none' } })
    expect(callOf('ringer')).toMatchObject({ state: 'ended', result: 'Cancel' })
  })

  test('closing the window hangs up', async () => {
    emulator.callee('lonely', { does: 'ignore' })
    const ended = new Promise<void>((resolve) => {
      emulator.on((event) => {
        if (event.callId === callOf('lonely')?.callId && callOf('lonely')?.state === 'ended') resolve()
      })
    })
    const running = startOnTerminal(dial('--callee', 'lonely', '--ring-timeout', '60s'), env)
    await running.saw(/ringing, .*lonely/)
    running.closeWindow()
    await ended
    expect(callOf('lonely')).toMatchObject({ result: 'Cancel' })
    await running.ended
  })

  test('in the background, the call goes on', async () => {
    const virtual = await startEmulator({ clock: 'virtual', users: { jack: { does: 'busy' } } })
    const inBackground = { before: 'set -m; (', after: ') & wait $!' }
    const running = startOnTerminal(dial('--callee', 'jack', '--json'), envFor(virtual), inBackground)
    await running.saw(/call /)
    await virtual.advance(60_000)
    const { code, stdout } = await running.ended
    await virtual.close()
    expect(code).toBe(8)
    expect(JSON.parse(stdout)).toMatchObject({ end: { outcome: 'busy' } })
  })
})

/** Runs dial in this process on a terminal of so many columns. */
const startOnColumns = (args: string[], columns: number, more: Record<string, string> = {}) =>
  startHere(dial(...args), { ...env, ...more }, '', { columns })

const row = (state: string, userId: string): string => `${state.padEnd(20)}  ${userId}`

describe.concurrent('the status of dial', () => {
  test('shows each callee and the stream, and each change is a line', async () => {
    emulator.callee('jill', { does: 'reject', afterMs: 300 })
    const stream = ['--stream', 'https://example.com/a.mp4', '--repeat', 'forever']
    const running = startOnColumns(['--callee', 'jack,jill', ...stream], 80)
    await running.saw('ringing, ')
    await running.saw(row('in the call', 'jack'))
    await running.saw('playing, 0:0')
    await running.saw(row('stopped ringing', 'jill'))
    running.kill('SIGINT')
    const { code, stderr } = await running.ended
    expect(code).toBe(130)
    expect(textOf(stderr)).toMatch(/ s {2}jack answered\n/)
    expect(textOf(stderr)).toMatch(/ s {2}jill stopped ringing\n/)
    expect(callOf('jill')).toMatchObject({ state: 'ended' })
  })

  test('is narrower than the terminal, because lines that wrap could not be erased', async () => {
    const callees = ['a-callee-with-quite-a-long-name', '客服中心第一组员']
    for (const callee of callees) emulator.callee(callee, { does: 'ignore' })
    const running = startOnColumns(['--callee', callees.join(',')], 34)
    await running.saw('…')
    running.kill('SIGINT')
    const { stderr } = await running.ended
    const lines = textOf(stderr).split('\n')
    expect(lines.filter((line) => line.endsWith('  a-callee…')).length).toBeGreaterThan(0)
    expect(lines.filter((line) => line.endsWith('  客服中心…')).length).toBeGreaterThan(0)
  })

  test.each([
    ['CI', { CI: 'true' }],
    ['dumb', { TERM: 'dumb' }],
  ])('is not drawn where %s is set; the changes are printed', async (name, more) => {
    const callee = `plain-${name}`
    emulator.callee(callee, { does: 'reject', afterMs: 300 })
    emulator.callee(`${callee}-2`, { does: 'ignore' })
    const running = startOnColumns(['--callee', `${callee},${callee}-2`], 80, more)
    await running.saw(`${callee} stopped ringing`)
    running.kill('SIGINT')
    const { code, stderr } = await running.ended
    expect(code).toBe(130)
    expect(stderr).not.toContain('s left')
    expect(stderr).not.toContain('A\u001b[0J')
  })

  test('--verbose prints requests above it', async () => {
    emulator.callee('talkative', { does: 'ignore' })
    const running = startOnColumns(['--callee', 'talkative', '--verbose'], 80)
    await running.saw('→ getCallInfo')
    running.kill('SIGINT')
    const { stderr } = await running.ended
    // The status is erased before a line is written.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: matches escape sequences
    expect(stderr).toMatch(/\u001b\[\d+A\u001b\[0J→ getCallInfo/)
  })

  test('has no colours with NO_COLOR', async () => {
    emulator.callee('grey', { does: 'ignore' })
    const running = startOnColumns(['--callee', 'grey'], 80, { NO_COLOR: '1' })
    await running.saw('ringing, ')
    running.kill('SIGINT')
    const { stderr } = await running.ended
    // biome-ignore lint/suspicious/noControlCharactersInRegex: matches escape sequences
    expect(stderr).not.toMatch(/\u001b\[\d+m/)
  })

  test('says that it hangs up, and how to stop that', async () => {
    const slow = await startEmulator({ users: { jack: { does: 'ignore' } } })
    const answer = await holdAnswer(slow, 'end_call')
    const running = startHere(dial('--callee', 'jack'), answer.env, '', { columns: 80 })
    await running.saw('Ctrl-C hangs up')
    running.kill('SIGINT')
    await running.saw('hanging up; Ctrl-C again quits')
    await answer.held
    answer.release()
    await running.ended
    answer.close()
    await slow.close()
  })
})

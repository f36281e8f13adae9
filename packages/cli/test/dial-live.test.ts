import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { envFor } from './run-cli.ts'
import { startOnTerminal } from './terminal.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 50 })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const dial = (...args: string[]): string[] => ['dial', '--robot', 'robot', ...args]
const cursorUp = '\u001b['
const ctrlC = '\u0003'
const callOf = (callee: string) =>
  emulator.calls().find(({ members }) => members.some(({ userId }) => userId === callee))

/** What a reader sees of colours and moves: the words. */
function words(screen: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return screen.replace(/\u001b\[[\d;]*[A-Za-z]/g, '')
}

describe.concurrent('dial on a terminal', () => {
  test('Ctrl-C while it rings ends the call, exit code 130; the picture is on stderr only', async () => {
    const callee = 'ringer'
    emulator.callee(callee, { does: 'ignore' })
    const running = startOnTerminal(dial('--callee', callee, '--json'), env)
    await running.saw(/rings, \d+ s left/)
    await running.saw(/Ctrl-C hangs up/)
    running.type(ctrlC)
    const { code, screen, stdout } = await running.ended
    expect({ code, words: words(screen) }).toMatchObject({ code: 130, words: expect.stringContaining('interrupted') })
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, cleanUp: { call: 'ended', stream: 'none' } })
    expect(callOf(callee)).toMatchObject({ state: 'ended', result: 'Cancel' })
  })

  test('each callee and the stream are shown; Ctrl-C ends the call and stops the stream', async () => {
    emulator.callee('jill', { does: 'reject', afterMs: 300 })
    const stream = ['--stream', 'https://example.com/a.mp4', '--repeat', 'forever']
    const running = startOnTerminal(dial('--callee', 'jack', '--callee', 'jill', ...stream, '--json'), env)
    await running.saw(/jack +rings/)
    await running.saw(/stream +waits for an answer/)
    await running.saw(/jack +is in the call/)
    await running.saw(/stream +plays, 0:0\d/)
    await running.saw(/jill +does not ring any more/)
    running.type(ctrlC)
    const { code, stdout, screen } = await running.ended
    expect(code).toBe(130)
    const { taskId, cleanUp } = JSON.parse(stdout)
    expect(cleanUp).toEqual({ call: 'ended', stream: 'stopped' })
    expect(emulator.tasks().find((task) => task.taskId === taskId)).toMatchObject({ endReason: 'stopped' })
    expect(words(screen)).toContain('jack answered')
  })

  test('a window that is closed hangs up', async () => {
    emulator.callee('lonely', { does: 'ignore' })
    const over = new Promise<void>((resolve) => {
      emulator.on((event) => {
        if (event.callId === callOf('lonely')?.callId && callOf('lonely')?.state === 'ended') resolve()
      })
    })
    const running = startOnTerminal(dial('--callee', 'lonely', '--ring-timeout', '60s'), env)
    await running.saw(/lonely +rings, /)
    running.closeWindow()
    await over
    expect(callOf('lonely')).toMatchObject({ result: 'Cancel' })
    await running.ended
  })

  test('no line is as wide as the terminal, or what is drawn again would climb', async () => {
    const callee = 'a-callee-with-quite-a-long-name'
    emulator.callee(callee, { does: 'ignore' })
    const running = startOnTerminal(dial('--callee', callee), env, { columns: 40 })
    await running.saw(/…/)
    running.type(ctrlC)
    const { screen } = await running.ended
    const drawn = words(screen)
      .split(/\r?\n/)
      .filter((line) => line.includes('…') || line.startsWith('  a-callee'))
    expect(drawn.length).toBeGreaterThan(0)
    for (const line of drawn) expect([...line].length).toBeLessThan(40)
  })

  test.each([
    ['CI', { CI: 'true' }],
    ['dumb', { TERM: 'dumb' }],
  ])('without a picture where %s is set: lines, and nothing is drawn again', async (name, more) => {
    const callee = `plain-${name}`
    emulator.callee(callee, { does: 'ignore' })
    const running = startOnTerminal(dial('--callee', callee), { ...env, ...more })
    await running.saw(/rings plain-/)
    await running.saw(/call \S+\r\n/)
    running.type(ctrlC)
    const { code, screen } = await running.ended
    expect(code).toBe(130)
    expect(screen).not.toMatch(/s left|hangs up/)
    expect(screen).not.toContain(`${cursorUp}1A`)
  })

  test('in the background it is not stopped', async () => {
    emulator.callee('busy-later', { does: 'busy' })
    const running = startOnTerminal(dial('--callee', 'busy-later', '--json'), env, {
      before: 'set -m; (',
      after: ') & wait $!',
    })
    const { code, stdout } = await running.ended
    expect(code).toBe(8)
    expect(JSON.parse(stdout)).toMatchObject({ end: { outcome: 'busy' } })
  })

  test('--verbose: requests are told above the picture, which stays, and Ctrl-C hangs up', async () => {
    emulator.callee('talkative', { does: 'ignore' })
    const running = startOnTerminal(dial('--callee', 'talkative', '--verbose', '--json'), env)
    await running.saw(/→ getCallInfo/)
    await running.saw(/talkative +rings, \d+ s left/)
    running.type(ctrlC)
    const { code, screen } = await running.ended
    expect(code).toBe(130)
    // What is drawn is erased before a line is written in its place.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: moves of the cursor are what is looked for
    expect(screen).toMatch(/\u001b\[\d+A\u001b\[0J→ getCallInfo/)
    expect(callOf('talkative')).toMatchObject({ state: 'ended', result: 'Cancel' })
  })

  test('NO_COLOR: drawn, without colours', async () => {
    emulator.callee('grey', { does: 'ignore' })
    const running = startOnTerminal(dial('--callee', 'grey'), { ...env, NO_COLOR: '1' })
    await running.saw(/grey +rings, /)
    running.type(ctrlC)
    const { screen } = await running.ended
    expect(screen).toContain(cursorUp)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
    expect(screen).not.toMatch(/\u001b\[\d+m/)
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { envFor, runCli, startCli } from '../run-cli.ts'
import { startOnTerminal } from '../terminal.ts'

let emulator: Emulator
let env: Record<string, string>
const folder = mkdtempSync(join(tmpdir(), 'trtc-call-confirm-'))
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 50 })
  env = { ...envFor(emulator), XDG_CONFIG_HOME: folder }
  const production = ['profile', 'add', 'live', '--production', '--identifier', 'administrator']
  expect(await runCli(production, env)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

const [ctrlC, ctrlD] = ['\u0003', '\u0004']
const question = /live is marked production\. This will ring.*\[y\/N\] /s

function dial(callee: string): string[] {
  emulator.callee(callee, { does: 'ignore' })
  return ['dial', '--robot', 'robot', '--callee', callee, '--json']
}

describe.concurrent('dial with a production profile on a terminal', () => {
  test.each(['y', 'YES '])('rings when the answer is %j, and Ctrl-C hangs up afterwards', async (answer) => {
    const callee = `confirmed-${answer.trim()}`
    const running = startOnTerminal(dial(callee), env)
    await running.saw(question)
    expect(emulator.rings(callee)).toBe(0)
    running.type(`${answer}\r`)
    await running.saw(/ringing, \d+ s left/)
    running.type(ctrlC)
    const { code, stdout } = await running.ended
    expect(code).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, cleanUp: { call: 'ended' } })
  })

  test.each(['n', '', 'yesterday'])('rings no one when the answer is %j', async (answer) => {
    const callee = `refused-${answer}`
    const running = startOnTerminal(dial(callee), env)
    await running.saw(question)
    running.type(`${answer}\r`)
    const { code, stdout } = await running.ended
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'ERR_USAGE', message: 'not confirmed; nothing was sent' },
    })
    expect(emulator.rings(callee)).toBe(0)
  })

  test.each([
    ['Ctrl-C', ctrlC],
    ['Ctrl-D', ctrlD],
  ])('%s ends the command before anything is sent', async (name, key) => {
    const running = startOnTerminal(dial(`left-by-${name}`), env)
    await running.saw(question)
    running.type(key)
    const { code, screen, stdout } = await running.ended
    expect({ code, screen }).toEqual({ code: 130, screen: expect.stringContaining('interrupted; nothing was sent') })
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'ERR_INTERRUPTED', outcome: 'not-sent' } })
    expect(emulator.rings(`left-by-${name}`)).toBe(0)
  })

  test.each([
    ['INT', 130],
    ['TERM', 143],
    ['HUP', 129],
  ])('SIG%s ends the command before anything is sent', async (signal, code) => {
    const running = startOnTerminal(dial(`sig-${signal}`), env, { before: 'echo "pid $$"; exec' })
    const [, pid] = await running.saw(/pid (\d+)\r/)
    await running.saw(question)
    process.kill(Number(pid), `SIG${signal}`)
    expect(await running.ended).toMatchObject({ code, screen: expect.stringContaining('; nothing was sent') })
    expect(emulator.rings(`sig-${signal}`)).toBe(0)
  })

  test('takes an answer that was typed before the question', async () => {
    const running = startOnTerminal(dial('eager'), env, { before: 'echo wait; read go; exec' })
    await running.saw(/wait/)
    running.type('go\ry\r')
    await running.saw(/ringing, \d+ s left/)
    running.type(ctrlC)
    expect(await running.ended).toMatchObject({ code: 130 })
    expect(emulator.rings('eager')).toBe(1)
  })

  test('rings no one when the window is closed at the question', async () => {
    const running = startOnTerminal(dial('unreachable'), env)
    await running.saw(question)
    running.closeWindow()
    await running.ended
    expect(emulator.rings('unreachable')).toBe(0)
  })
})

test.each([
  ['without a terminal', (args: readonly string[]) => startCli(args, env, 'y\n')],
  ['if CI is set', (args: readonly string[]) => startOnTerminal(args, { ...env, CI: 'true' })],
  ['on a dumb terminal', (args: readonly string[]) => startOnTerminal(args, { ...env, TERM: 'dumb' })],
])('%s dial does not ask and ends with exit code 2', async (name, start) => {
  const ran = await start(dial(`nobody-${name}`)).ended
  const shown = 'screen' in ran ? ran.screen : ran.stderr
  expect({ code: ran.code, shown }).toEqual({ code: 2, shown: expect.stringContaining('give --yes') })
  expect(emulator.rings(`nobody-${name}`)).toBe(0)
})

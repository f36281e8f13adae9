import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { envFor, runCli, startCli } from './run-cli.ts'
import { startOnTerminal } from './terminal.ts'

let emulator: Emulator
let env: Record<string, string>
const folder = mkdtempSync(join(tmpdir(), 'trtc-call-prompts-'))
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

const [ctrlC, ctrlD, escapeKey] = ['\u0003', '\u0004', '\u001b']
const asked = /live is marked production\. This will ring/
const profiles = () => JSON.parse(readFileSync(join(folder, 'trtc-call', 'profiles.json'), 'utf8')).profiles

function dial(callee: string): string[] {
  emulator.callee(callee, { does: 'ignore' })
  return ['dial', '--robot', 'robot', '--callee', callee, '--json']
}

describe.concurrent('dial with a production profile, on a terminal', () => {
  test.each([
    ['y', 'y'],
    ['an arrow and Enter', '\u001b[D\r'],
  ])('%s rings, and the keys of the call work afterwards', async (name, keys) => {
    const callee = `yes-${name.length}`
    const running = startOnTerminal(dial(callee), env)
    await running.saw(asked)
    await running.saw(/Yes.*\/.*No/)
    expect(emulator.rings(callee)).toBe(0)
    running.type(keys)
    await running.saw(/rings, \d+ s left/)
    running.type('q')
    const { code, stdout } = await running.ended
    expect(code).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, cleanUp: { call: 'ended' } })
  })

  test.each([
    ['n', 'n'],
    ['Enter alone', '\r'],
  ])('%s does not', async (name, keys) => {
    const callee = `no-${name.length}`
    const running = startOnTerminal(dial(callee), env)
    await running.saw(asked)
    running.type(keys)
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
    ['Escape', escapeKey],
  ])('%s ends it: nothing was sent', async (name, keys) => {
    const running = startOnTerminal(dial(`left-by-${name}`), env)
    await running.saw(asked)
    running.type(keys)
    const { code, screen, stdout } = await running.ended
    expect({ code, screen }).toEqual({ code: 130, screen: expect.stringContaining('interrupted; nothing was sent') })
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'ERR_INTERRUPTED', outcome: 'not-sent' } })
    expect(emulator.rings(`left-by-${name}`)).toBe(0)
  })

  test.each([
    ['INT', 130],
    ['TERM', 143],
    ['HUP', 129],
  ])('SIG%s ends it: nothing was sent', async (signal, code) => {
    const running = startOnTerminal(dial(`sig-${signal}`), env, { before: 'echo "pid $$"; exec' })
    const [, pid] = await running.saw(/pid (\d+)\r/)
    await running.saw(asked)
    process.kill(Number(pid), `SIG${signal}`)
    expect(await running.ended).toMatchObject({ code, screen: expect.stringContaining('; nothing was sent') })
    expect(emulator.rings(`sig-${signal}`)).toBe(0)
  })

  test('what was typed before the question is its answer', async () => {
    const running = startOnTerminal(dial('eager'), env, { before: 'echo wait; read go; exec' })
    await running.saw(/wait/)
    running.type('go\ry\r')
    await running.saw(/rings, \d+ s left/)
    running.type('q')
    expect(await running.ended).toMatchObject({ code: 130 })
    expect(emulator.rings('eager')).toBe(1)
  })

  test('a key behind the answer is the call’s', async () => {
    const running = startOnTerminal(dial('hasty'), env)
    await running.saw(asked)
    running.type('yq')
    expect(await running.ended).toMatchObject({ code: 130, screen: expect.not.stringContaining('nothing was sent') })
  })

  test('a window that is closed at the question rings nobody', async () => {
    const running = startOnTerminal(dial('unheard'), env)
    await running.saw(asked)
    running.closeWindow()
    await running.ended
    expect(emulator.rings('unheard')).toBe(0)
  })

  test('NO_COLOR: asked without colours, struck through by nothing', async () => {
    const running = startOnTerminal(dial('grey'), { ...env, NO_COLOR: '1' }, { after: '> /dev/tty' })
    await running.saw(asked)
    running.type(ctrlC)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
    expect((await running.ended).screen).not.toMatch(/\u001b\[[\d;]*[1-9][\d;]*m/)
  })
})

test.each([
  ['without a terminal', (args: readonly string[]) => startCli(args, env, 'y\n')],
  ['where CI is set', (args: readonly string[]) => startOnTerminal(args, { ...env, CI: 'true' })],
  ['on a dumb terminal', (args: readonly string[]) => startOnTerminal(args, { ...env, TERM: 'dumb' })],
])('%s nobody is asked, exit code 2', async (name, start) => {
  const ran = await start(dial(`nobody-${name}`)).ended
  const said = 'screen' in ran ? ran.screen : ran.stderr
  expect({ code: ran.code, said }).toEqual({ code: 2, said: expect.stringContaining('give --yes') })
  expect(emulator.rings(`nobody-${name}`)).toBe(0)
})

describe('profile add with nothing but a name', () => {
  test('asks for the app, its site and its key; a wrong answer can be mended; no secret is shown', async () => {
    const running = startOnTerminal(['profile', 'add', 'asked'], env)
    await running.saw(/SDKAppID/)
    running.type('14000x\r')
    await running.saw(/a whole number from 1 to 4294967295/)
    running.type('\u007f\r')
    await running.saw(/site/)
    running.type('\u001b[B\r')
    await running.saw(/app’s key/)
    running.type('hidden-key\r')
    await running.saw(/cloud account too/)
    running.type('\r')
    const { code, screen } = await running.ended
    expect(code).toBe(0)
    expect(screen).not.toContain('hidden')
    expect(profiles().asked).toEqual({ sdkAppId: 14000, site: 'singapore', sdkSecretKey: 'hidden-key' })
  })

  test('all answers typed at once, the cloud’s keys too', async () => {
    const running = startOnTerminal(['profile', 'add', 'pasted', '--production'], env)
    await running.saw(/SDKAppID/)
    running.type('1400000000\r\r\ryan-id\ra-key\r')
    expect(await running.ended).toMatchObject({ code: 0 })
    const cloud = { secretId: 'an-id', secretKey: 'a-key' }
    expect(profiles().pasted).toEqual({ production: true, sdkAppId: 1_400_000_000, site: 'china', ...cloud })
  })

  test('Ctrl-C in the middle: nothing was written', async () => {
    const running = startOnTerminal(['profile', 'add', 'left'], env)
    await running.saw(/SDKAppID/)
    running.type(`5\r${ctrlC}`)
    expect(await running.ended).toMatchObject({ code: 130, screen: expect.stringContaining('nothing was written') })
    expect(profiles().left).toBeUndefined()
  })

  test('without a terminal: what is missing, exit code 2', async () => {
    expect(await runCli(['profile', 'add', 'silent'], env, '5\n')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is nothing to keep'),
    })
  })
})

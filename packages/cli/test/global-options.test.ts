import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome } from './profile/home.ts'
import { documentOf, envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

describe('global options before the command', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  afterAll(() => emulator.close())

  const show = ['callback', 'show']

  test.each([
    [['--json'], []],
    [['--json', '--timeout', '9s'], []],
    [['--timeout=9s'], ['--json']],
  ])('%j', async (leading, more) => {
    const ran = await runHere([...leading, ...show, ...more], envFor(emulator))
    expect(ran.code).toBe(0)
    expect(documentOf(ran)).toBeTypeOf('object')
  })

  test('--dry-run sends nothing, --endpoint replaces the host', async () => {
    const { TRTC_CALL_ENDPOINT: _, ...env } = envFor(emulator)
    const before = emulator.requests().length
    const ran = await runHere(['--endpoint', emulator.url, '--dry-run', ...show], env)
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(emulator.url) })
    expect(emulator.requests()).toHaveLength(before)
  })

  test('--profile takes a name that is also a command', async () => {
    const home = makeHome()
    const { sdkSecretKey } = emulator.credentials
    const keep = ['--endpoint', emulator.url, '--sdk-app-id', '1400000000', '--sdk-secret-key', '-']
    await home.run(['profile', 'add', 'dial', ...keep], {}, sdkSecretKey)
    expect(await home.run(['--profile', 'dial', ...show])).toMatchObject({ code: 0 })
    expect(await home.run(['--profile', 'nope', ...show])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no profile "nope"'),
    })
  })
})

test.each([
  [['--help', 'dial'], 'trtc-call dial: '],
  [['--json', '--help', 'call', 'show'], 'trtc-call call show: '],
  [['-h'], 'Usage: trtc-call COMMAND'],
  [['--json', 'help', 'dial'], 'trtc-call dial: '],
])('%j prints help', async (argv, said) => {
  expect(await runHere(argv)).toMatchObject({ code: 0, stdout: expect.stringContaining(said), stderr: '' })
})

test('--version works with other options', async () => {
  expect(await runHere(['--json', '--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+/) })
})

test.each([
  [['--josn', 'dial'], 'there is no option "--josn"\n  did you mean --json?'],
  [['--halp', 'dial'], 'did you mean --help?'],
  [['--robot', 'x', 'dial'], 'there is no option "--robot" before a command\n  before the command, only --profile, '],
  [['--josn'], 'there is no option "--josn" before a command\n  did you mean --json?'],
  [['--robot=x', 'dial'], '--robot has to come after the command\n  before it, only --profile, '],
  [['-j', 'dial'], 'there is no option "-j"\n  trtc-call dial --help lists its options'],
  [['--profile'], '--profile needs a value'],
  [['--profile', '--json', 'dial'], '--profile needs a value'],
  [['--verbose'], 'the command is missing'],
  [['--verbose=yes', 'call', 'show', 'x'], '--verbose takes no value'],
  [['--timeout', '1s', 'call', 'show', 'x', '--timeout', '2s'], '--timeout is given more than once'],
  [['--json', 'foo'], 'there is no command "foo"'],
  [['dail', '--robot', 'robot', '--callee', 'jack'], 'there is no command "dail"\n  did you mean: dial?'],
  [['call', 'strat', '--robot', 'robot'], 'there is no command "call strat"\n  did you mean: call start?'],
  [['--dry-run', 'demo'], 'trtc-call demo does not take --dry-run\n  trtc-call demo --help lists its options'],
  [['--timeout', '5s', 'demo'], 'trtc-call demo does not take --timeout'],
  [['--profile', 'staging', 'profile', 'list'], 'trtc-call profile list does not take --profile'],
])('%j is refused', async (argv, said) => {
  const { code, stderr } = await runHere(argv)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOperations, needsConfirmation } from '../src/api/operations.ts'
import { loadCommand } from '../src/command.ts'
import { commands } from '../src/commands/index.ts'
import { secretHandle } from './planted.ts'
import { envFor } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'

// Commands that ask for confirmation with a profile that is marked production.
const asks: Readonly<Record<string, readonly string[]>> = {
  dial: ['--robot', 'robot', '--callee', 'jack'],
  'call start': ['--robot', 'robot', '--callee', 'jack'],
  'callback set': ['--url', 'https://example.com/hook'],
  'callback delete': [],
  'ingest start': ['--room', 'room', '--user', 'robot', '--stream', 'https://example.com/a.mp4'],
  'ingest update': ['task', '--volume', '50'],
  'account import': ['--user', 'jack'],
  'robot set': ['--robot', 'robot', '--nick', 'Clinic'],
  api: ['accountImport', '--body', '{"UserID":"jack"}'],
  'profile add': ['live', '--replace', '--site', 'china'],
  'profile remove': ['live'],
}
/** Commands that only read, only work on this machine, or end something. */
const doesNotAsk: Readonly<Record<string, readonly string[]>> = {
  demo: [],
  doctor: ['--robot', 'robot'],
  'call show': ['some-call'],
  'call attach': ['--handle', secretHandle],
  'call end': ['some-call'],
  'record show': ['some-call'],
  'record list': [],
  'callback show': [],
  'ingest show': ['task'],
  'ingest stop': ['task'],
  'account check': ['--user', 'jack'],
  'account online': ['--user', 'jack'],
  'usersig mint': ['--user', 'jack'],
  'usersig inspect': ['nonsense'],
  'webhook listen': [],
  'webhook send': ['call-started', '--to', 'http://127.0.0.1:1/hook'],
  'webhook verify': ['/dev/null', '--url', 'http://127.0.0.1:1/hook?token=t'],
  emulator: [],
  'profile list': [],
  'profile use': ['live'],
  'profile show': [],
  completion: ['bash'],
}

/** Commands that wait for an interruption, and what they print first. */
const longRunning: Readonly<Record<string, string>> = { emulator: 'ready', 'call attach': 'jack' }

let emulator: Emulator
let env: Record<string, string>
const folder = mkdtempSync(join(tmpdir(), 'trtc-call-asks-'))
beforeAll(async () => {
  emulator = await startEmulator()
  env = { ...envFor(emulator), XDG_CONFIG_HOME: folder }
  const add = ['profile', 'add', 'live', '--production', '--identifier', 'administrator']
  expect(await runHere(add, env)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

const rows = (table: typeof asks) =>
  Object.entries(table).map(([name, words]) => [name, [...name.split(' '), ...words]] as const)

test('every command is in one of the tables', () => {
  const names = [...Object.keys(asks), ...Object.keys(doesNotAsk)]
  expect(names.sort()).toEqual(commands.map(({ path }) => path.join(' ')).sort())
})

test('the commands that ask, and no others, have --yes', async () => {
  const all = await Promise.all(commands.map(loadCommand))
  const withYes = all.filter(({ options }) => 'yes' in options).map(({ path }) => path.join(' '))
  expect(withYes.sort()).toEqual(Object.keys(asks).sort())
})

describe.concurrent('with a profile that is marked production', () => {
  test.each(rows(asks))('%s asks, and sends nothing without a terminal', async (_, args) => {
    const { code, stdout, stderr } = await runHere(args, env)
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/this will .*--yes/s),
    })
  })

  test.each(rows(doesNotAsk))('%s does not ask', async (name, args) => {
    const running = startHere(args, env)
    const seen = longRunning[name]
    if (seen !== undefined) await running.saw(seen).then(() => running.kill('SIGTERM'))
    const { code, stderr } = await running.ended
    expect(stderr).not.toMatch(/this will|--yes/)
    expect(code, stderr).not.toBe(2)
  })
})

test('no command that asked sent a request', () => {
  const sent = new Set(emulator.requests().map(({ operationId }) => operationId))
  expect([...sent].filter((id) => /^(start|update|set|delete|account(Import)|portrait)/.test(id ?? ''))).toEqual([])
})

test('api asks for the same operations: not for those that read or end something', () => {
  const ids = apiOperations.filter(needsConfirmation).map(({ id }) => id)
  expect(ids.sort()).toEqual([
    'accountImport',
    'deleteCallback',
    'multiaccountImport',
    'portraitSet',
    'removeUser',
    'removeUserByStrRoomId',
    'setCallback',
    'startCallByRobot',
    'startStreamIngest',
    'updateStreamIngest',
  ])
})

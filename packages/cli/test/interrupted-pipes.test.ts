import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@trtc-call/emulator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { documentOf, type Running, startCli } from './run-cli.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const app = { TRTC_CALL_ENDPOINT: 'http://127.0.0.1:1', TRTC_SDK_APP_ID: '1400000000', TRTC_SITE: 'china' }
const env = { ...app, TRTC_SDK_SECRET_KEY: 'key-of-this-test' }
const settings = process.platform === 'darwin' ? 'Library/Application Support/trtc-call' : '.config/trtc-call'

type OnTestFinished = (clean: () => void) => void

/** A named pipe in a home folder of its own; both are gone after the test. */
function makePipe(onTestFinished: OnTestFinished, name = 'pipe') {
  const home = mkdtempSync(join(tmpdir(), 'trtc-call-pipe-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const pipe = join(home, name)
  mkdirSync(join(pipe, '..'), { recursive: true })
  execFileSync('mkfifo', [pipe])
  chmodSync(pipe, 0o600)
  return { home, pipe }
}

/** Resolves when the program has the pipe open: only then can it be opened for writing without waiting. */
async function readerOf(pipe: string, { ended }: Running): Promise<number> {
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  for (;;) {
    try {
      return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK)
    } catch (error) {
      if (isOver || (error as NodeJS.ErrnoException).code !== 'ENXIO') throw error
      await wait(5)
    }
  }
}

type Words = readonly [readonly string[], Record<string, string>]
/** A title, the command line with its environment, and where the pipe is in the home folder. */
type Case = readonly [string, (pipe: string, home: string) => Words, string?]

const ring = ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--json']
const play = ['ingest', 'show', 'some-task', '--sdk-app-id', '1400000000', '--json']
const cases: readonly Case[] = [
  ['--body @FILE', (pipe) => [['api', 'startCallByRobot', '--body', `@${pipe}`, '--json'], env]],
  ['--user-data @FILE', (pipe) => [[...ring, '--user-data', `@${pipe}`], env]],
  ['--handle @FILE', (pipe) => [['call', 'attach', '--handle', `@${pipe}`, '--json'], env]],
  ['usersig inspect @FILE', (pipe) => [['usersig', 'inspect', `@${pipe}`, '--json'], {}]],
  ['webhook verify FILE', (pipe) => [['webhook', 'verify', pipe, '--url', '/?a=b', '--json'], env]],
  ['emulator --config FILE', (pipe) => [['emulator', '--config', pipe, '--json'], {}]],
  ['TRTC_EMULATOR_CONFIG', (pipe) => [['emulator', '--json'], { TRTC_EMULATOR_CONFIG: pipe }]],
  [
    'TENCENTCLOUD_CREDENTIALS_FILE',
    (pipe) => [[...play, '--endpoint', 'http://127.0.0.1:1'], { HOME: '/', TENCENTCLOUD_CREDENTIALS_FILE: pipe }],
  ],
  ['profiles for a command', (_, HOME) => [ring, { ...env, HOME }], `${settings}/profiles.json`],
  ['profiles for profile list', (_, HOME) => [['profile', 'list', '--json'], { HOME }], `${settings}/profiles.json`],
  [
    'profiles for profile use',
    (_, HOME) => [['profile', 'use', 'one', '--json'], { HOME }],
    `${settings}/profiles.json`,
  ],
  [
    'the secrets of a vendor’s tool',
    (_, HOME) => [[...play, '--endpoint', 'http://127.0.0.1:1'], { HOME }],
    '.tencentcloud/credentials',
  ],
]

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const

describe.each(signals)('%s while a named pipe is read', (signal, exitCode) => {
  test.concurrent.for(cases)('%s', async ([, commandFor, name], { onTestFinished }) => {
    const { home, pipe } = makePipe(onTestFinished, name)
    const running = startCli(...commandFor(pipe, home))
    onTestFinished(() => running.kill('SIGKILL'))
    // Its writer keeps silent.
    const writer = await readerOf(pipe, running)
    running.kill(signal)
    const ran = await running.ended
    closeSync(writer)
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code: exitCode,
      stderr: expect.stringContaining('interrupted; nothing was sent'),
    })
    expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_INTERRUPTED', outcome: 'not-sent' } })
  })

  test('a pipe without a writer', async () => {
    const { pipe } = makePipe(onTestFinished)
    const child = spawn(process.execPath, [main, 'usersig', 'inspect', `@${pipe}`, '--sdk-secret-key', '-'], {
      env: app,
    })
    const ended = once(child, 'close')
    onTestFinished(() => void child.kill('SIGKILL'))
    child.stdout.resume()
    // More than a pipe holds: when all of it is written, the program reads, and it listens to signals.
    await new Promise((resolve) => child.stdin.write('x'.repeat(1_000_000), resolve))
    child.stdin.end()
    child.kill(signal)
    const [code, killedBy] = await ended
    expect(code ?? killedBy).toBe(code === null ? signal : exitCode)
  })

  test('/dev/stdin', async () => {
    const child = spawn(process.execPath, [main, 'usersig', 'inspect', '@/dev/stdin', '--json'], { env: {} })
    const ended = once(child, 'close')
    onTestFinished(() => void child.kill('SIGKILL'))
    child.stdout.resume()
    await new Promise((resolve) => child.stdin.write('x'.repeat(1_000_000), resolve))
    child.kill(signal)
    const [code, killedBy] = await ended
    expect(code ?? killedBy).toBe(code === null ? signal : exitCode)
  })
})

test('reads a named pipe', async () => {
  const { pipe } = makePipe(onTestFinished)
  const running = startCli(['usersig', 'inspect', `@${pipe}`, '--json'])
  const writer = await readerOf(pipe, running)
  writeSync(writer, 'no UserSig')
  closeSync(writer)
  expect(await running.ended).toMatchObject({ code: 1 })
})

test('credentials in a named pipe are read once for all requests', async () => {
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  const { secretId, secretKey, sdkAppId } = emulator.credentials
  const { home, pipe } = makePipe(onTestFinished)
  const where = { HOME: home, TENCENTCLOUD_CREDENTIALS_FILE: pipe, TRTC_CALL_ENDPOINT: emulator.url }
  const running = startCli(['ingest', 'show', 'some-task', '--json'], { ...where, TRTC_SDK_APP_ID: `${sdkAppId}` })
  const writer = await readerOf(pipe, running)
  writeSync(writer, `[default]\nsecret_id = ${secretId}\nsecret_key = ${secretKey}\n`)
  closeSync(writer)
  expect(await running.ended).toMatchObject({ code: 0 })
})

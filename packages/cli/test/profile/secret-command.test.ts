import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { runSecretCommand } from '../../src/profile/secret-command.ts'
import { documentOf, envFor } from '../run-cli.ts'
import { startHere } from '../run-here.ts'
import { type Home, makeHome } from './home.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

/** A profile whose command writes a file, which shows whether it ran. */
async function markedProfile(does: string): Promise<Home & { hasRun(): boolean }> {
  const home = makeHome()
  const mark = join(home.folder, 'has-run')
  const { TRTC_CALL_ENDPOINT: endpoint = '', TRTC_SDK_APP_ID: app = '' } = envFor(emulator)
  const command = `echo x > "${mark}"; ${does}`
  const where = ['--endpoint', endpoint, '--sdk-app-id', app]
  await home.run(['profile', 'add', 'one', ...where, '--secret-command', command])
  return { ...home, hasRun: () => existsSync(mark) }
}

test.each([
  ['api'],
  ['api startCallByRobot --explain'],
  ['api startCallByRobot --skeleton'],
  ['dial --robot robot --callee jack --user-data @no-such-file'],
  ['call start --robot robot --callee jack --int-room 0'],
  ['ingest start --room 42 --user robot --stream https://example.com/a.mp4'],
  ['usersig mint --user jack --lifetime soon'],
  ['usersig inspect --help'],
  ['profile show'],
  ['profile list'],
])('does not run for %s, which needs no secret or fails earlier', async (line) => {
  const home = await markedProfile('exit 1')
  const { code } = await home.run(line.split(' '))
  expect([0, 2]).toContain(code)
  expect(home.hasRun()).toBe(false)
})

test('runs once, even if several secrets are needed', async () => {
  const { sdkSecretKey, secretId, secretKey } = emulator.credentials
  const home = makeHome()
  const printed = join(home.folder, 'secrets.json')
  writeFileSync(printed, JSON.stringify({ sdkSecretKey, secretId, secretKey }))
  const { TRTC_CALL_ENDPOINT: endpoint = '', TRTC_SDK_APP_ID: app = '' } = envFor(emulator)
  // The second time it would print nothing.
  const once = `cat "${printed}" && rm "${printed}"`
  await home.run(['profile', 'add', 'one', '--endpoint', endpoint, '--sdk-app-id', app, '--secret-command', once])
  const start = ['ingest', 'start', '--room', 'a', '--user', 'robot', '--stream', 'https://example.com/a.mp4']
  expect(await home.run(start)).toMatchObject({ code: 0 })
  expect(existsSync(printed)).toBe(false)
})

test('doctor lists the secrets that it printed, and no others', async () => {
  const home = await markedProfile(`echo ${emulator.credentials.sdkSecretKey}`)
  const { findings } = documentOf(await home.run(['doctor', '--json'])) as unknown as {
    findings: { summary: string }[]
  }
  const summaries = findings.map(({ summary }) => summary).join('\n')
  expect(summaries).toContain('sdkSecretKey from secretCommand of profile one')
  expect(summaries).not.toContain('secretId from')
})

test('doctor reports one that fails, and runs the other checks', async () => {
  const home = await markedProfile('exit 3')
  const ran = await home.run(['doctor', '--json'])
  expect(ran.code).toBe(1)
  const { findings } = documentOf(ran) as unknown as { findings: { check: string; summary: string; fix?: string }[] }
  expect(findings.find(({ check }) => check === 'call-access')).toMatchObject({
    summary: 'the secretCommand of profile one ended with exit code 3',
    fix: 'run it in a shell to see why',
  })
  expect(findings.map(({ check }) => check)).toContain('proxy')
})

test('does not run if the environment has the key', async () => {
  const home = await markedProfile('exit 1')
  expect(await home.run(['usersig', 'mint', '--user', 'jack'], envFor(emulator))).toMatchObject({ code: 0 })
  expect(home.hasRun()).toBe(false)
  expect(await home.run(['usersig', 'mint', '--user', 'jack'])).toMatchObject({ code: 3 })
  expect(home.hasRun()).toBe(true)
})

/** A command whose shell waits for a child process, which holds a connection until it ends. */
async function waiting(): Promise<{ command: string; server: Server; connected: Promise<Socket> }> {
  const server = createServer()
  onTestFinished(() => void server.close())
  const connected = new Promise<Socket>((resolve) => server.on('connection', (socket) => resolve(socket.resume())))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const command = `"${process.execPath}" -e "require('net').connect(${port}, '127.0.0.1')"; echo late`
  return { command, server, connected }
}

const io = { env: process.env, platform: process.platform }
const ended = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.on('error', () => {}).on('close', resolve))

test('it is killed with its children after the timeout', async () => {
  const { signal } = new AbortController()
  const running = runSecretCommand('sleep 75; echo x', 'one', { ...io, signal, timeoutMs: 50 })
  await expect(running).rejects.toMatchObject({
    code: 'ERR_CREDENTIALS',
    message: 'the secretCommand of profile one did not end within 0.05 seconds and was killed',
  })
})

test('a slow one is announced once', async () => {
  const { folder } = makeHome()
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const lines: string[] = []
  // It prints when it has been announced.
  const info = (line: string): void => {
    lines.push(line)
    writeFileSync(pipe, 'a-key')
  }
  const { signal } = new AbortController()
  const printed = await runSecretCommand(`cat "${pipe}"`, 'one', { ...io, signal, info, infoAfterMs: 1 })
  expect(printed).toEqual({ sdkSecretKey: 'a-key' })
  expect(lines).toEqual(['waiting for the secretCommand of profile one'])
})

test('a slow one is announced on stderr', async () => {
  const { command, connected } = await waiting()
  const home = makeHome()
  await home.run(['profile', 'add', 'one', '--sdk-app-id', '1400000000', '--secret-command', command])
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const running = startHere(['usersig', 'mint', '--user', 'jack'], { HOME: home.folder })
  const socket = await connected
  vi.advanceTimersByTime(1_999)
  expect(running.stderr()).toBe('')
  vi.advanceTimersByTime(1)
  expect(running.stderr()).toBe('waiting for the secretCommand of profile one\n')
  socket.end()
  expect((await running.ended).code).toBe(0)
})

test('its children are killed with it', async () => {
  const { command, connected } = await waiting()
  const stopping = new AbortController()
  const running = runSecretCommand(command, 'one', { ...io, signal: stopping.signal })
  const over = expect(running).rejects.toThrow('enough')
  const socket = await connected
  const gone = ended(socket)
  stopping.abort(new Error('enough'))
  await over
  await gone
})

test('it is killed if it prints too much', async () => {
  const { signal } = new AbortController()
  await expect(runSecretCommand('yes', 'one', { ...io, signal })).rejects.toThrow(
    'printed more than secrets can contain',
  )
})

test('Ctrl-C ends the program and the command', async () => {
  const { command, connected } = await waiting()
  const home = makeHome()
  const where = ['--endpoint', emulator.url, '--sdk-app-id', '1400000000']
  await home.run(['profile', 'add', 'one', ...where, '--secret-command', command])
  const running = home.start(['usersig', 'mint', '--user', 'jack'])
  const socket = await connected
  const gone = ended(socket)
  running.kill('SIGINT')
  expect((await running.ended).code).toBe(130)
  await gone
})

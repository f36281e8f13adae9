import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '@trtc-call/emulator'
import { documentOf, envFor, type Ran } from './run-cli.ts'
import { runHere } from './run-here.ts'

/** A command line that does what its command is for. */
export interface CommandLine {
  readonly args: readonly string[]
  readonly stdin?: string
  /** What it may end with; default 0. */
  readonly codes?: readonly number[]
  /** It runs until it is stopped, and then says this first. */
  readonly until?: string
}

/** What command lines are about: an emulator with a call, a stream and all that. */
export interface Scene {
  readonly env: Record<string, string>
  /** By the name of the command: there is one for each. */
  readonly lines: Readonly<Record<string, CommandLine>>
  close(): Promise<void>
}

export async function startScene(): Promise<Scene> {
  const emulator = await startEmulator({
    ...{ answerAfterMs: 5, streamDurationMs: 100 },
    users: { sleeper: { does: 'ignore' }, other: { does: 'ignore' }, jack: { does: 'answer', hangUpAfterMs: 50 } },
  })
  const home = homeWithProfile()
  const env = { ...envFor(emulator), TRTC_CALLBACK_SECRET: 'agreed-on', HOME: home }
  const close = async (): Promise<void> => {
    rmSync(home, { recursive: true })
    await emulator.close()
  }
  return { env, lines: await linesFor(env), close }
}

/** With a profile in it that adds nothing. */
function homeWithProfile(): string {
  const home = mkdtempSync(join(tmpdir(), 'trtc-call-home-'))
  for (const folder of [
    join(home, '.config', 'trtc-call'),
    join(home, 'Library', 'Application Support', 'trtc-call'),
  ]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, 'profiles.json'), '{"profiles":{"used":{},"old":{}}}', { mode: 0o600 })
  }
  return home
}

const stream = ['--stream', 'https://example.com/a.mp4']
const ring = ['--robot', 'robot', '--ring-timeout', '600s']

async function linesFor(env: Record<string, string>): Promise<Record<string, CommandLine>> {
  const run = (...args: string[]): Promise<Ran> => runHere([...args, '--json'], env)
  const play = ['ingest', 'start', '--user', 'robot', ...stream, '--repeat', 'forever']
  const [shown, ended, attached, played, stopped, sig] = await Promise.all([
    run('call', 'start', ...ring, '--callee', 'sleeper'),
    run('call', 'start', ...ring, '--callee', 'other'),
    run('dial', '--robot', 'robot', '--callee', 'jack', '--detach'),
    run(...play, '--room', 'room-42'),
    run(...play, '--room', 'room-43'),
    run('usersig', 'mint', '--user', 'jack'),
    run('account', 'import', '--user', 'robot', '--user', 'jack'),
  ])
  const callOf = (ran: Ran): string => String(documentOf(ran).callId)
  const taskOf = (ran: Ran): string => String(documentOf(ran).taskId)
  return {
    demo: { args: [] },
    dial: { args: ['--robot', 'robot', '--callee', 'jack', '--room', 'room-1'], codes: [0, 8] },
    'call start': { args: ['--robot', 'robot', '--callee', 'jill'] },
    'call show': { args: [callOf(shown)] },
    'call attach': { args: ['--handle', '-'], stdin: attached.stdout, codes: [0, 8] },
    'call end': { args: [callOf(ended)] },
    'record show': { args: [callOf(ended)], codes: [0, 7] },
    'record list': { args: ['--since', '2h'] },
    'callback set': { args: ['--url', 'https://example.com/hook'] },
    'callback show': { args: [] },
    'callback delete': { args: [] },
    'ingest start': { args: ['--user', 'robot', ...stream, '--room', 'room-44'] },
    'ingest update': { args: ['--volume', '50', '--', taskOf(played)] },
    'ingest show': { args: ['--', taskOf(played)] },
    'ingest stop': { args: ['--', taskOf(stopped)] },
    'account import': { args: ['--user', 'jack'] },
    'account check': { args: ['--user', 'jack'] },
    'account online': { args: ['--user', 'jack'] },
    'robot set': { args: ['--robot', 'robot', '--nick', 'Robot'] },
    'usersig mint': { args: ['--user', 'jack'] },
    'usersig inspect': { args: [], stdin: String(documentOf(sig).userSig) },
    'webhook listen': { args: [], until: 'ready at' },
    'webhook send': { args: ['call-ended', '--to', 'http://127.0.0.1:1/'], codes: [5] },
    'webhook verify': { args: ['-', '--url', '/?SdkAppid=1400000000'], stdin: '{"EventTime":1}', codes: [1] },
    doctor: { args: [], codes: [0, 1] },
    emulator: { args: [], until: 'ready at' },
    api: { args: ['getCallInfo', '--body', JSON.stringify({ CallId: callOf(shown) })] },
    'profile add': { args: ['new', '--site', 'china'] },
    'profile list': { args: [] },
    'profile use': { args: ['used'] },
    'profile show': { args: ['used'] },
    'profile remove': { args: ['old'] },
    completion: { args: ['bash'] },
  }
}

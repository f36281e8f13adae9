import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { splitLine } from '../../src/completion/split-line.ts'
import { documentOf, envFor, type Ran } from '../run-cli.ts'
import { runHere, startHere } from '../run-here.ts'
import { findFreePort, type Receiver, startReceiver } from './receiver.ts'
import { type InShell, startInShell } from './shell.ts'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** Where an example runs: a folder, an emulator, a receiver, and whatever the example names. */
export interface Place {
  readonly folder: string
  readonly emulator: Emulator
  readonly receiver: Receiver
  /** The program as an example starts it: `trtc-call` is on the path. */
  readonly env: Readonly<Record<string, string>>
  run(args: readonly string[], stdin?: string): Promise<Ran>
  write(name: string, text: string): void
  start(script: string): InShell
  /** The example, with existing values instead of its names. */
  fill(): Promise<string>
  close(): Promise<void>
}

export async function makePlace(example: string): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'trtc-call-examples-'))
  mkdirSync(join(folder, 'bin'))
  symlinkSync(main, join(folder, 'bin/trtc-call'))
  const answers = { does: 'answer', afterMs: 1, hangUpAfterMs: 400 } as const
  // A record can be read five seconds after the end of its call.
  const clock = asksRecord(example) ? 'virtual' : 'real'
  const emulator = await startEmulator({ clock, users: { jack: answers, jill: answers }, streamDurationMs: 200 })
  const receiver = await startReceiver()
  const env = {
    ...envFor(emulator),
    HOME: folder,
    PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin`,
    TRTC_CALLBACK_SECRET: 'agreed-on',
    TRTC_STREAM_CALLBACK_KEY: 'k'.repeat(16),
  }
  const run = (args: readonly string[], stdin?: string): Promise<Ran> => runHere(args, env, stdin)
  return {
    ...{ folder, emulator, receiver, env, run },
    write: (name, text) => writeFileSync(join(folder, name), text),
    start: (script) => (needsShell.test(script) ? startInShell(script, folder, env) : startInProcess(script, env)),
    fill: () => fill(example, { run, receiver, emulator }),
    async close() {
      receiver.close()
      await emulator.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A pipe, a redirection, a variable, a file in the folder, or an interruption. */
const needsShell = /[|<>&$@]|^\w+=|\.(?:json|txt)\b|webhook listen|trtc-call emulator|--watch/

function startInProcess(script: string, env: Place['env']): InShell {
  const { saw, kill, ended } = startHere(splitLine(`${script} `).words, env)
  return { saw, kill, ended: ended.then(({ code, stdout, stderr }) => ({ code, said: stdout + stderr })) }
}

const callId = /7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13/
const taskId = /-TASK_ID_THAT_BEGINS_WITH_A_DASH|TASK_ID/
const port = /8080|8787/

const asksRecord = (example: string): boolean => example.includes(' record show ')

type Around = Pick<Place, 'run' | 'receiver' | 'emulator'>

async function fill(example: string, { run, receiver, emulator }: Around): Promise<string> {
  let filled = example.replace('localhost:3000', receiver.host)
  // A call that goes on, and one that is over for what asks how it went.
  if (callId.test(filled)) {
    const placed = documentOf(await run(['call', 'start', '--robot', 'robot', '--callee', 'jane', '--json']))
    if (asksRecord(example)) {
      await run(['call', 'end', '--', String(placed.callId)])
      await emulator.advance(6_000)
    }
    filled = filled.replace(callId, String(placed.callId))
  }
  if (taskId.test(filled)) filled = filled.replace(taskId, await startTask(run))
  return port.test(filled) ? filled.replace(port, String(await findFreePort())) : filled
}

/** One id of 64 begins with a dash; it would be an option where an example has it without `--`. */
async function startTask(run: Place['run'], room = 1): Promise<string> {
  const play = ['ingest', 'start', '--room', `room-${room}`, '--user', 'robot', '--stream', 'https://example.com/a.mp4']
  const started = documentOf(await run([...play, '--repeat', 'forever', '--max-duration', '5m', '--json']))
  const taskId = String(started.taskId)
  return taskId.startsWith('-') ? startTask(run, room + 1) : taskId
}

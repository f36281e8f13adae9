#!/usr/bin/env node
import type { Io, Output } from './io.ts'
import { programName } from './program.ts'
import { readVersion } from './version.ts'

// The only file that touches the process.
const { argv, cwd, env, platform } = process

/** Whoever has to know that it is time to stop. */
const listeners = new Set<(why: string) => void>()
let hasFailed = false

/** Ends the run as a signal does, so that no phone rings on, and with exit code 1. */
function fail(line: string): void {
  process.exitCode = 1
  if (hasFailed) return
  hasFailed = true
  io.stderr.write(`trtc-call: ${line}\n`)
  for (const tell of listeners) tell(line)
}

/** Opened when it is first used: to open all three streams takes longer than to print the version. */
function outputOf(name: 'stdout' | 'stderr'): Output {
  let opened: NodeJS.WriteStream | undefined
  const open = (): NodeJS.WriteStream => {
    opened ??= process[name].on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
      if (!isReaderGone(code)) fail(`${name} cannot be written (${code})`)
    })
    return opened
  }
  return {
    get isTTY() {
      return open().isTTY === true
    },
    get columns() {
      return open().columns
    },
    write: (text, lost) => void open().write(text, (error) => error && lost?.()),
  }
}

/** A reader that has had enough, as `head` does, is no failure. Nor is a closed terminal: what is under way still has to be ended. */
function isReaderGone(code: string): boolean {
  return code === 'EPIPE' || code === 'EIO'
}

/** Time to hang up and to put things back after a bug. */
const afterBugMs = 10_000

process.on('uncaughtException', (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  fail(`${message}\n  this is a bug of trtc-call, please report it; what was under way may have been executed`)
  setTimeout(() => process.exit(1), afterBugMs).unref()
})

async function readStdin(signal?: AbortSignal): Promise<Buffer> {
  // The second text would be empty, and something would be judged by it.
  if (process.stdin.readableEnded) throw new Error('stdin is read a second time')
  const giveUp = (): void => void process.stdin.destroy()
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp)
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  signal?.removeEventListener('abort', giveUp)
  return Buffer.concat(chunks)
}

/** Asks on the terminal, line by line: the terminal edits the line and turns Ctrl-C into SIGINT. */
async function prompt(question: string, signal?: AbortSignal): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  try {
    const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)))
    return await Promise.race([lines.question(question, signal === undefined ? {} : { signal }), closed])
  } finally {
    lines.close()
  }
}

/** What asks to stop, and its number: a shell adds 128 to it. */
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const
type StopSignal = keyof typeof signalNumbers
const signals = Object.keys(signalNumbers) as readonly StopSignal[]
/** The one that came first. */
let stoppedBy: StopSignal | undefined

/** Ends at once. `process.exit` waits for pending reads, and the read of a named pipe without a writer never ends. */
function endBy(signal: StopSignal): void {
  if (platform === 'win32') process.exit(128 + signalNumbers[signal])
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}

/** What still runs after that is an abandoned read. */
const endAfterMs = 250

/** A command that was interrupted ends as its signal does. */
function end(code: number): void {
  if (stoppedBy === undefined || code !== 130) {
    process.exitCode = code
    return
  }
  const signal = stoppedBy
  process.exitCode = 128 + signalNumbers[signal]
  setTimeout(() => endBy(signal), endAfterMs).unref()
}

/** A terminal that is closed sends two SIGHUPs at once, npx a second SIGINT, and fingers slip: that is no insisting. */
const insistAfterMs = 1_000

/** The first signal asks to stop; Ctrl-C a second later insists. What SIGTERM and SIGHUP began has its own limits in time. */
const onSignal: Io['onSignal'] = (listener) => {
  let askedAt: number | undefined
  const tell = (why: string): void => {
    if (askedAt !== undefined) return
    askedAt = performance.now()
    listener(why)
  }
  const receive = (signal: StopSignal): void => {
    if (signal === 'SIGINT' && askedAt !== undefined && performance.now() - askedAt >= insistAfterMs) endBy(signal)
    stoppedBy ??= signal
    tell(signal)
  }
  for (const signal of signals) process.on(signal, receive)
  listeners.add(tell)
  if (hasFailed) tell('failed before')
  return () => {
    for (const signal of signals) process.off(signal, receive)
    listeners.delete(tell)
  }
}

const io: Io = {
  program: programName(argv[1] ?? '', cwd()),
  platform,
  uid: process.getuid?.(),
  stdout: outputOf('stdout'),
  stderr: outputOf('stderr'),
  env,
  stdin: {
    get isTTY() {
      return process.stdin.isTTY === true && !process.stdin.readableEnded
    },
    read: readStdin,
    prompt,
  },
  onSignal,
}

const words = argv.slice(2)
// The version needs no command, and reading all of them is most of the time that it would take.
if (words.length === 1 && words[0] === '--version') io.stdout.write(`${await readVersion()}\n`)
else {
  const code = await import('./run.ts').then(({ run }) => run(words, io))
  if (hasFailed) process.exitCode = 1
  else end(code)
}

#!/usr/bin/env node
import type { Io, Output } from './io.ts'
import { programName, version } from './program.ts'

// The process as an Io: the only file that touches it.
const { argv, cwd, env, platform } = process

/** Called with the reason when the program has to stop. */
const stopListeners = new Set<(reason: string) => void>()
let hasFailed = false

/** Stops the command as a signal does, so that no phone goes on ringing, and sets exit code 1. */
function fail(message: string): void {
  process.exitCode = 1
  if (hasFailed) return
  hasFailed = true
  io.stderr.write(`trtc-call: ${message}\n`)
  for (const notify of stopListeners) notify(message)
}

/** A stream that is opened on first use: opening all three takes longer than printing the version. */
function lazyOutput(name: 'stdout' | 'stderr'): Output {
  let stream: NodeJS.WriteStream | undefined
  const open = (): NodeJS.WriteStream => {
    stream ??= process[name].on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
      if (!isReaderGone(code)) fail(`${name} cannot be written (${code})`)
    })
    return stream
  }
  return {
    get isTTY() {
      return open().isTTY === true
    },
    get columns() {
      return open().columns
    },
    write: (text, onError) => void open().write(text, (error) => error && onError?.()),
  }
}

/** Not a failure: the reader has read enough, as `head` does, or the terminal is closed. The command still has to clean up. */
function isReaderGone(code: string): boolean {
  return code === 'EPIPE' || code === 'EIO'
}

/** How long the command may clean up after a bug. */
const cleanUpMs = 10_000

process.on('uncaughtException', (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  fail(`${message}\n  this is a bug in trtc-call, please report it; the request may have been executed`)
  setTimeout(() => process.exit(1), cleanUpMs).unref()
})

async function readStdin(signal?: AbortSignal): Promise<Buffer> {
  // A second read would silently return nothing.
  if (process.stdin.readableEnded) throw new Error('stdin is read a second time')
  const stop = (): void => void process.stdin.destroy()
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  signal?.removeEventListener('abort', stop)
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

/** The signals that stop a command. A shell adds 128 to the number. */
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const
type StopSignal = keyof typeof signalNumbers
const signals = Object.keys(signalNumbers) as readonly StopSignal[]
let firstSignal: StopSignal | undefined

/** Ends at once. `process.exit` would wait for the read of a named pipe without a writer, which never ends. */
function kill(signal: StopSignal): void {
  if (platform === 'win32') process.exit(128 + signalNumbers[signal])
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}

/** After this only an abandoned read can still run. */
const killAfterMs = 250

/** Ends an interrupted command as its signal would have. */
function exit(code: number): void {
  if (firstSignal === undefined || code !== 130) {
    process.exitCode = code
    return
  }
  const signal = firstSignal
  process.exitCode = 128 + signalNumbers[signal]
  setTimeout(() => kill(signal), killAfterMs).unref()
}

/** A closed terminal sends two SIGHUPs at once, npx a second SIGINT. Neither is a second Ctrl-C by the user. */
const secondCtrlCAfterMs = 1_000

/** The first signal stops the command, which then cleans up. A later Ctrl-C ends the process. */
const onSignal: Io['onSignal'] = (listener) => {
  let stoppedAt: number | undefined
  const notify = (reason: string): void => {
    if (stoppedAt !== undefined) return
    stoppedAt = performance.now()
    listener(reason)
  }
  const receive = (signal: StopSignal): void => {
    const isSecond = stoppedAt !== undefined && performance.now() - stoppedAt >= secondCtrlCAfterMs
    if (signal === 'SIGINT' && isSecond) kill(signal)
    firstSignal ??= signal
    notify(signal)
  }
  for (const signal of signals) process.on(signal, receive)
  stopListeners.add(notify)
  if (hasFailed) notify('failed before')
  return () => {
    for (const signal of signals) process.off(signal, receive)
    stopListeners.delete(notify)
  }
}

const io: Io = {
  program: programName(argv[1] ?? '', cwd()),
  platform,
  uid: process.getuid?.(),
  stdout: lazyOutput('stdout'),
  stderr: lazyOutput('stderr'),
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
// The version does not need the rest of the program, whose loading takes longer.
if (words.length === 1 && words[0] === '--version') io.stdout.write(`${version}\n`)
else {
  const { run } = await import('./run.ts')
  const code = await run(words, io)
  if (hasFailed) process.exitCode = 1
  else exit(code)
}

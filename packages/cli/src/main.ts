import { readFileSync } from 'node:fs'
import { invocation } from './invocation.ts'
import type { Io, Output } from './io.ts'
import { readVersion } from './version.ts'

// The only file that touches the process.
const { argv, cwd, env, platform } = process

/** Opened when it is first used: to open all three streams takes longer than to print the version. */
function outputOf(name: 'stdout' | 'stderr'): Output {
  let opened: NodeJS.WriteStream | undefined
  const open = (): NodeJS.WriteStream => {
    opened ??= process[name].on('error', passOver)
    return opened
  }
  return {
    get isTTY() {
      return open().isTTY === true
    },
    get columns() {
      return open().columns
    },
    write: (text) => void open().write(text),
  }
}

/** A reader that has had enough, as `head` does, is no failure. Nor is a closed terminal: what is under way still has to be ended. */
function passOver(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Loaded when somebody is asked: most commands ask nothing. */
async function readLine(): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: process.stdin })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
  }
}

/** Linux tells; elsewhere it is taken for granted. */
function inForeground(): boolean {
  try {
    const afterName = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1) ?? ''
    const [, , group, , , groupInFront] = afterName.split(' ')
    return group === groupInFront
  } catch {
    return true
  }
}

/** q and Q. Without line editing Ctrl-C is a key, too. */
const quitKeys: readonly number[] = [0x71, 0x51, 0x03]

function hearQuit(): (() => void) | undefined {
  const { stdin } = process
  if (stdin.isTTY !== true) return undefined
  const hear = (keys: Buffer): void => {
    if (keys.some((key) => quitKeys.includes(key))) process.emit('SIGINT', 'SIGINT')
  }
  stdin.setRawMode(true)
  stdin.on('data', hear)
  stdin.on('error', () => {}) // a terminal that was closed; SIGHUP tells
  return () => {
    stdin.off('data', hear)
    stdin.setRawMode(false)
    stdin.pause()
  }
}

/** The first signal asks to stop, the second one insists. */
const onSignal: Io['onSignal'] = (listener) => {
  let asked = false
  const receive = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(130)
    asked = true
    listener(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, receive)
  return () => {
    for (const signal of signals) process.off(signal, receive)
  }
}

const io: Io = {
  program: invocation(argv[1] ?? '', cwd()),
  platform,
  stdout: outputOf('stdout'),
  stderr: outputOf('stderr'),
  env,
  stdin: {
    get isTTY() {
      return process.stdin.isTTY === true
    },
    read: readStdin,
    readLine,
    hearQuit,
  },
  onSignal,
  inForeground,
}

const words = argv.slice(2)
// The version needs no command, and reading all of them is most of the time that it would take.
if (words.length === 1 && words[0] === '--version') io.stdout.write(`${readVersion()}\n`)
else process.exitCode = await import('./run.ts').then(({ run }) => run(words, io))

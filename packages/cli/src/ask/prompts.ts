import { type PassThrough, Writable } from 'node:stream'
import { confirm, isCancel, password, select, text } from '@clack/prompts'
import { InterruptedError } from '../errors.ts'
import type { Io } from '../io.ts'
import { escapeControl } from '../terminal.ts'
import { openKeys } from './keys.ts'

/** Says what is wrong with an answer; undefined where nothing is. */
type Check = (answer: string) => string | undefined

/** The questions that can be asked. */
export interface Prompts {
  /** No, unless somebody says yes. */
  confirm(question: string): Promise<boolean>
  choose(question: string, words: readonly string[]): Promise<string>
  /** An empty answer is one, too, where the check lets it pass; spaces around it are none. */
  text(question: string, check: Check): Promise<string>
  /** The same, and what is typed is not shown. */
  secret(question: string, check?: Check): Promise<string>
}

/** @see ask */
export function openPrompts(io: Io, signal: AbortSignal, nothing: string | undefined): Prompts & { close(): void } {
  const { input, close } = openKeys(io)
  const output = outputOf(io)

  async function answerTo<T>(prompt: (shared: Shared) => Promise<T>): Promise<Exclude<T, symbol>> {
    const gone = new AbortController()
    let isAnswered = false
    const stop = (): void => {
      if (!isAnswered) gone.abort()
    }
    // readline leaves at Ctrl-D and at the end of a terminal, and the question would wait for ever.
    const leave = (): void => void setImmediate(stop)
    input.once('pause', leave)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      const answer = await prompt({ input, output, signal: gone.signal })
      if (isCancel(answer)) throw new InterruptedError(nothing)
      return answer as Exclude<T, symbol>
    } finally {
      isAnswered = true
      input.off('pause', leave)
      signal.removeEventListener('abort', stop)
    }
  }

  return {
    confirm: (message) =>
      answerTo((shared) => confirm({ ...shared, message: escapeControl(message), initialValue: false })),
    choose: (message, words) =>
      answerTo((shared) => select({ ...shared, message, options: words.map((value) => ({ value, label: value })) })),
    text: async (message, check) =>
      trim(await answerTo((shared) => text({ ...shared, message, validate: (answer) => check(trim(answer)) }))),
    secret: async (message, check = () => undefined) =>
      trim(await answerTo((shared) => password({ ...shared, message, validate: (answer) => check(trim(answer)) }))),
    close,
  }
}

/** Nothing typed is undefined. */
function trim(answer: string | undefined): string {
  return (answer ?? '').trim()
}

interface Shared {
  readonly input: PassThrough
  readonly output: Writable
  readonly signal: AbortSignal
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const colours = /\u001b\[[\d;]*m/g

/** Stderr as a stream. The questions are struck through after Ctrl-C even where NO_COLOR is set, so colours are removed here. */
function outputOf({ stderr, env }: Pick<Io, 'stderr' | 'env'>): Writable {
  const write = (text: string): void => stderr.write(env.NO_COLOR ? text.replace(colours, '') : text)
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      write(String(chunk))
      done()
    },
  })
  return Object.defineProperty(stream, 'columns', { get: () => stderr.columns })
}

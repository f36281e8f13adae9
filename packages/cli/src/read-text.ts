import type { Context } from './command.ts'
import { UsageError } from './errors.ts'
import { untilInterrupted } from './interrupt.ts'
import type { Io } from './io.ts'
import { quoteValue } from './quote-in-message.ts'

/** What reading a file or stdin needs. */
export type ReadingIo = Pick<Io, 'signal' | 'stdin'>

/**
 * Reads a file that the command line names.
 *
 * @param shown The file in error messages.
 * @throws UsageError if it cannot be read, InterruptedError when the command is interrupted.
 */
export async function readFileArgument(path: string, shown: string, io: ReadingIo): Promise<Uint8Array> {
  // A socket as stdin cannot be opened by this name.
  if (path === '/dev/stdin') return io.stdin.read()
  const { readFile } = await import('node:fs/promises')
  const reading = readFile(path).catch(({ code = 'it cannot be read' }: NodeJS.ErrnoException) => {
    throw new UsageError(`${shown} cannot be read (${code})`)
  })
  return untilInterrupted(io, reading)
}

/**
 * Decodes UTF-8, without the byte order mark that Windows writes.
 *
 * @param shown The source in error messages: `--body: the file "body.json"`.
 * @throws UsageError for UTF-16, which `>` writes in Windows PowerShell 5.
 */
export function decodeUtf8(bytes: Uint8Array, shown: string): string {
  const [first, second] = bytes
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  // Without the mark: every text that is read here begins with ASCII, whose other byte is zero in UTF-16.
  if (isMarked || first === 0 || second === 0) {
    throw new UsageError(
      `${shown} is in UTF-16, and has to be in UTF-8`,
      'save it as UTF-8; in Windows PowerShell 5, instead of >: | Out-File -Encoding utf8 FILE',
    )
  }
  return new TextDecoder().decode(bytes)
}

interface Reading {
  /** Stands before the source in error messages: `--user-data: `. */
  readonly prefix?: string
  /** The name of the file is a secret. */
  readonly secretValue?: boolean | undefined
  readonly code?: UsageError['code']
}

/** Reads `-` from stdin, or `@FILE` from a file. @throws UsageError if it cannot be read, or if it is empty. */
export async function readSource(
  word: string,
  io: ReadingIo,
  { prefix = '', secretValue, code }: Reading = {},
): Promise<string> {
  const path = word.slice(1)
  const shown = `${prefix}${word === '-' ? 'stdin' : `the file${secretValue ? '' : ` ${quoteValue(path)}`}`}`
  const text = decodeUtf8(word === '-' ? await io.stdin.read() : await readFileArgument(path, shown, io), shown)
  if (text.trim() === '') throw new UsageError(`${shown} is empty`, '', code)
  return text
}

/**
 * Reads a positional argument: the word, the file that it names after an `@`, or stdin for `-` and if it is left out.
 *
 * @param what Completes "there is no": `UserSig`.
 * @throws UsageError if it is empty.
 */
export async function readTextArgument(
  { argument, io }: Pick<Context, 'argument' | 'io'>,
  what: string,
): Promise<string> {
  if (argument === '' && io.stdin.isTTY) {
    throw new UsageError(`there is no ${what}: give it as an argument, in a file with @FILE, or on stdin`)
  }
  if (argument !== '' && argument !== '-' && !argument.startsWith('@')) return argument
  return (await readSource(argument || '-', io, { prefix: `there is no ${what}: ` })).trim()
}

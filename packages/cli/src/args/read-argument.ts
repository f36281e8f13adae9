import type { Context } from '../command.ts'
import { UsageError } from '../usage-error.ts'
import { given } from './given.ts'
import { type ReadingIo, readNamedFile } from './read-named-file.ts'
import { textOf } from './text-of.ts'

/**
 * What stands in a command's argument, in the file that it names after an `@`, or on stdin: for `-`, and where it is left out.
 *
 * @param what As it ends "there is no": `UserSig`.
 * @throws UsageError where there is nothing.
 */
export async function readArgument({ argument, io }: Pick<Context, 'argument' | 'io'>, what: string): Promise<string> {
  if (argument.startsWith('@')) return readFileOf(argument.slice(1), what, io)
  if (argument !== '' && argument !== '-') return argument
  if (argument === '' && io.stdin.isTTY) {
    throw new UsageError(`there is no ${what}: give it as an argument, in a file with @FILE, or on stdin`)
  }
  const value = textOf(await io.stdin.read(), 'stdin').trim()
  if (value !== '') return value
  throw new UsageError(`there is no ${what}: stdin was empty`)
}

async function readFileOf(path: string, what: string, io: ReadingIo): Promise<string> {
  const file = `the file ${given(path)}`
  const value = textOf(await readNamedFile(path, file, io), file).trim()
  if (value !== '') return value
  throw new UsageError(`there is no ${what}: ${file} is empty`)
}

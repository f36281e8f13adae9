import { untilInterrupted } from '../interrupt.ts'
import type { Io } from '../io.ts'
import { UsageError } from '../usage-error.ts'

/** What a file is read with. */
export type ReadingIo = Pick<Io, 'signal' | 'stdin'>

/** @param shown How messages name the file. @throws UsageError for one that cannot be read; what `untilInterrupted` throws. */
export async function readNamedFile(path: string, shown: string, io: ReadingIo): Promise<Uint8Array> {
  // Not by its name: where stdin is a socket, that cannot be opened.
  if (path === '/dev/stdin') return io.stdin.read()
  const { readFile } = await import('node:fs/promises')
  const reading = readFile(path).catch(({ code = 'it cannot be read' }: NodeJS.ErrnoException) => {
    throw new UsageError(`${shown} cannot be read (${code})`)
  })
  return untilInterrupted(io, reading)
}

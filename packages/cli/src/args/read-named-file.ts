import { UsageError } from '../usage-error.ts'

/** @param shown How messages name the file. @throws UsageError for one that cannot be read. */
export async function readNamedFile(path: string, shown: string): Promise<Buffer> {
  const { readFile } = await import('node:fs/promises')
  try {
    return await readFile(path)
  } catch (error) {
    const { code = 'it cannot be read' } = error as NodeJS.ErrnoException
    throw new UsageError(`${shown} cannot be read (${code})`)
  }
}

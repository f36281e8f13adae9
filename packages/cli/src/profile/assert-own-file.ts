import { quoted } from '../client/curl-line.ts'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'

interface FileStats {
  readonly mode: number
  readonly uid: number
}

/**
 * Who can write the file can have commands executed and lead keys elsewhere.
 *
 * @throws UsageError for a file that is another user's, or that others may write. Windows has other means, and no such modes.
 */
export function assertOwnFile(file: string, { mode, uid }: FileStats, { uid: own }: Pick<Io, 'uid'>): void {
  if (own === undefined) return
  if (uid !== own && uid !== 0) {
    throw new UsageError(
      `${file} is not used: it belongs to another user`,
      'nothing was sent; look at it, then remove it',
    )
  }
  if ((mode & 0o022) === 0) return
  throw new UsageError(
    `${file} is not used: others may write it, and what it says is executed`,
    `nothing was sent; look at it, then: ${chmodLine(file)}`,
  )
}

/** What to say of a file with keys that others may read; undefined where they may not. */
export function readableByOthers(file: string, { mode }: FileStats, { uid }: Pick<Io, 'uid'>): string | undefined {
  if (uid === undefined || (mode & 0o044) === 0) return undefined
  return `warning: ${file} holds keys, and others may read it; ${chmodLine(file)}`
}

function chmodLine(file: string): string {
  return `chmod 600 ${quoted(file)}`
}

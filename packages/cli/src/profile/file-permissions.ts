import { shellQuote } from '../client/curl.ts'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'

interface FileStats {
  readonly mode: number
  readonly uid: number
}

/**
 * Refuses a file that others could have written: they could make this program run commands or send keys to their host. Windows
 * has no such modes.
 *
 * @throws UsageError if the file belongs to another user than root, or if others may write it.
 */
export function assertOnlyOwnerWrites(file: string, { mode, uid }: FileStats, { uid: ownUid }: Pick<Io, 'uid'>): void {
  if (ownUid === undefined) return
  if (uid !== ownUid && uid !== 0) {
    throw new UsageError(
      `${file} is not used: it belongs to another user`,
      'nothing was sent; check it, then delete it',
    )
  }
  if ((mode & 0o022) !== 0) {
    throw new UsageError(
      `${file} is not used: other users may write it, and it can contain commands to run`,
      `nothing was sent; check it, then: ${chmodCommand(file)}`,
    )
  }
}

/** A warning about a file with keys that others may read; undefined if they may not. */
export function warningIfReadable(file: string, { mode }: FileStats, { uid }: Pick<Io, 'uid'>): string | undefined {
  if (uid === undefined || (mode & 0o044) === 0) return undefined
  return `warning: ${file} contains keys, and other users may read it; ${chmodCommand(file)}`
}

function chmodCommand(file: string): string {
  return `chmod 600 ${shellQuote(file)}`
}

import { dirname } from 'node:path'
import { UsageError } from '../errors.ts'
import { InterruptedError } from '../interrupt.ts'
import type { Profiles } from './profile.ts'
import { type ProfilesIo, parseProfiles, profilesFile, readProfilesFile } from './profiles-file.ts'

/**
 * Writes the file anew: for its owner's eyes alone, and never half of it. Who else changed it meanwhile is not overwritten: the
 * change is made again to what is there now. That is looked at just before the old file goes, without a lock, which a
 * program that was killed would leave behind.
 *
 * @param change May be called more than once.
 * @returns The file's path.
 * @throws UsageError where it cannot be written; what `change` throws.
 */
export async function changeProfiles(io: ProfilesIo, change: (content: Profiles) => Profiles): Promise<string> {
  const file = profilesFile(io)
  if (file === undefined) throw new UsageError('there is no place for profiles', 'set HOME, or APPDATA on Windows')
  for (;;) {
    const { text } = await readProfilesFile(file, io)
    const content = change(parseProfiles(file, text))
    const isCurrent = async (): Promise<boolean> => (await readProfilesFile(file, io)).text === text
    if (await replace(file, `${JSON.stringify(content, null, 2)}\n`, isCurrent)) return file
  }
}

/** False where nothing was written, for somebody else had. */
async function replace(file: string, text: string, isCurrent: () => Promise<boolean>): Promise<boolean> {
  const { chmod, mkdir, rename, rm, writeFile } = await import('node:fs/promises')
  const { randomUUID } = await import('node:crypto')
  const fresh = `${file}.${randomUUID()}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(fresh, text, { mode: 0o600, flag: 'wx' })
    await chmod(fresh, 0o600)
    if (!(await isCurrent())) return false
    await rename(fresh, file)
    return true
  } catch (error) {
    if (error instanceof UsageError || error instanceof InterruptedError) throw error
    throw new UsageError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  } finally {
    // It has the keys in it. Once it is renamed there is none.
    await rm(fresh, { force: true }).catch(() => {})
  }
}

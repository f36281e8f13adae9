import { join } from 'node:path'
import { bothOptions } from '../client/access-options.ts'
import { UsageError } from '../errors.ts'
import { InterruptedError, untilInterrupted } from '../interrupt.ts'
import type { Io } from '../io.ts'
import { findJsonError } from '../json.ts'
import type { Option } from '../options.ts'
import { decodeUtf8 } from '../read-text.ts'
import { assertOwnFile, readableByOthers } from './assert-own-file.ts'
import { configFolder } from './config-folder.ts'
import type { Profiles } from './profile.ts'

/** What tells where the file is, and whose it has to be. */
export type ProfilesIo = Pick<Io, 'env' | 'platform' | 'uid' | 'signal'>

/** Where profiles are kept; undefined where the environment names no home. */
export function profilesFile(io: ProfilesIo): string | undefined {
  const folder = configFolder(io)
  return folder && join(folder, 'profiles.json')
}

/**
 * None, where there is no file.
 *
 * @param warn Told where others may read the keys in it.
 * @throws UsageError for a file that cannot be read, understood or trusted.
 */
export async function readProfiles(io: ProfilesIo, warn?: (line: string) => void): Promise<Profiles> {
  const file = profilesFile(io)
  if (file === undefined) return { profiles: {} }
  const { text, warning } = await readProfilesFile(file, io)
  const content = parseProfiles(file, text)
  if (warning !== undefined && Object.values(content.profiles).some(holdsKey)) warn?.(warning)
  return content
}

/** @throws UsageError for a file that cannot be read or trusted. */
export async function readProfilesFile(
  file: string,
  io: ProfilesIo,
): Promise<{ readonly text?: string; readonly warning?: string | undefined }> {
  const { open } = await import('node:fs/promises')
  const handle = await untilInterrupted(io, open(file)).catch((error) => passOverMissing(file, error))
  if (handle === undefined) return {}
  try {
    const stats = await handle.stat()
    assertOwnFile(file, stats, io)
    return {
      text: decodeUtf8(await untilInterrupted(io, handle.readFile()), file),
      warning: readableByOthers(file, stats, io),
    }
  } catch (error) {
    throw error instanceof UsageError || error instanceof InterruptedError ? error : unreadable(file, error)
  } finally {
    // It waits for the read.
    await untilInterrupted(io, handle.close())
  }
}

function passOverMissing(file: string, error: NodeJS.ErrnoException): undefined {
  if (error instanceof InterruptedError) throw error
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw unreadable(file, error)
}

function unreadable(file: string, error: unknown): UsageError {
  return new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
}

/** @throws UsageError that repeats nothing of the text. */
export function parseProfiles(file: string, text: string | undefined): Profiles {
  if (text === undefined) return { profiles: {} }
  const fault = findJsonError(text)
  if (fault !== undefined) {
    throw new UsageError(`${file} is no JSON: line ${fault.line}, column ${fault.column}`, 'mend it, or remove it')
  }
  const content = JSON.parse(text) as Partial<Profiles> | null
  if (!isRecord(content?.profiles) || !Object.values(content.profiles).every(isRecord)) {
    throw new UsageError(`${file} holds no profiles`, 'mend it, or remove it')
  }
  const { current, profiles } = content
  return typeof current === 'string' ? { current, profiles } : { profiles }
}

const keyNames = Object.entries<Option>(bothOptions).flatMap(([name, { kind }]) => (kind === 'secret' ? [name] : []))

function holdsKey(profile: object): boolean {
  return keyNames.some((name) => Object.hasOwn(profile, name))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { dirname, join, posix, win32 } from 'node:path'
import { bothOptions } from '../client/access-options.ts'
import { UsageError } from '../errors.ts'
import { InterruptedError, untilInterrupted } from '../interrupt.ts'
import type { Io } from '../io.ts'
import { parseJson } from '../json.ts'
import type { Option } from '../options.ts'
import { decodeUtf8 } from '../read-text.ts'
import { assertOnlyOwnerWrites, warningIfReadable } from './file-permissions.ts'
import type { Profiles } from './profiles.ts'

export type ProfilesIo = Pick<Io, 'env' | 'platform' | 'uid' | 'signal'>

/** The platform's folder for settings of this program; undefined if the environment names no home. */
export function configFolder({ env, platform }: Pick<Io, 'env' | 'platform'>): string | undefined {
  const { APPDATA, HOME, XDG_CONFIG_HOME } = env
  if (platform === 'win32') return APPDATA ? win32.join(APPDATA, 'trtc-call') : undefined
  // The XDG specification ignores relative paths.
  if (platform !== 'darwin' && XDG_CONFIG_HOME?.startsWith('/')) return posix.join(XDG_CONFIG_HOME, 'trtc-call')
  if (!HOME) return undefined
  return platform === 'darwin'
    ? posix.join(HOME, 'Library', 'Application Support', 'trtc-call')
    : posix.join(HOME, '.config', 'trtc-call')
}

export function profilesFile(io: ProfilesIo): string | undefined {
  const folder = configFolder(io)
  return folder && join(folder, 'profiles.json')
}

/**
 * Reads all profiles. There are none if there is no file.
 *
 * @param warn Gets a line if the file contains keys that other users may read.
 * @throws UsageError if the file cannot be read, parsed or trusted.
 */
export async function readProfiles(io: ProfilesIo, warn?: (line: string) => void): Promise<Profiles> {
  const file = profilesFile(io)
  if (file === undefined) return { profiles: {} }
  const { text, warning } = await readFile(file, io)
  const content = parseProfiles(file, text)
  if (warning !== undefined && Object.values(content.profiles).some(hasKey)) warn?.(warning)
  return content
}

/** For completion: empty if the file cannot be read. */
export async function listProfileNames(io: ProfilesIo): Promise<readonly string[]> {
  const { profiles } = await readProfiles(io).catch(() => ({ profiles: {} }))
  return Object.keys(profiles)
}

/**
 * Atomically rewrites the file (mode 0600). If another process changed it first, applies the change to the new contents. There is
 * no lock file, because a killed process would leave it behind.
 *
 * @param change May be called more than once.
 * @returns The path of the file.
 * @throws UsageError if the file cannot be read or written; any error of `change`.
 */
export async function changeProfiles(io: ProfilesIo, change: (content: Profiles) => Profiles): Promise<string> {
  const file = profilesFile(io)
  if (file === undefined) throw new UsageError('there is no folder for profiles', 'set HOME, or APPDATA on Windows')
  for (;;) {
    const { text } = await readFile(file, io)
    const content = change(parseProfiles(file, text))
    const isUnchanged = async (): Promise<boolean> => (await readFile(file, io)).text === text
    if (await replaceFile(file, `${JSON.stringify(content, null, 2)}\n`, isUnchanged)) return file
  }
}

interface FileContent {
  readonly text?: string
  readonly warning?: string | undefined
}

async function readFile(file: string, io: ProfilesIo): Promise<FileContent> {
  const { open } = await import('node:fs/promises')
  try {
    const handle = await untilInterrupted(io, open(file))
    try {
      const stats = await handle.stat()
      assertOnlyOwnerWrites(file, stats, io)
      const text = decodeUtf8(await untilInterrupted(io, handle.readFile()), file)
      return { text, warning: warningIfReadable(file, stats, io) }
    } finally {
      // Closing waits for a pending read.
      await untilInterrupted(io, handle.close())
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return {}
    throw fileError(error, `${file} cannot be read`)
  }
}

/** Returns false, and writes nothing, if another process changed the file meanwhile. */
async function replaceFile(file: string, text: string, isUnchanged: () => Promise<boolean>): Promise<boolean> {
  const { mkdir, rename, rm, writeFile } = await import('node:fs/promises')
  const { randomUUID } = await import('node:crypto')
  const temporary = `${file}.${randomUUID()}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx' })
    if (!(await isUnchanged())) return false
    await rename(temporary, file)
    return true
  } catch (error) {
    throw fileError(error, `${file} cannot be written`)
  } finally {
    // It contains the keys. After the rename it is gone.
    await rm(temporary, { force: true }).catch(() => {})
  }
}

function fileError(error: unknown, problem: string): unknown {
  if (error instanceof UsageError || error instanceof InterruptedError) return error
  return new UsageError(`${problem} (${codeOf(error)})`)
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}

/** @throws UsageError that repeats nothing of the text. */
function parseProfiles(file: string, text: string | undefined): Profiles {
  if (text === undefined) return { profiles: {} }
  const content = parseJson(text, file, 'correct or delete it') as Partial<Profiles> | null
  if (!isRecord(content?.profiles) || !Object.values(content.profiles).every(isRecord)) {
    throw new UsageError(`${file} contains no profiles`, 'correct or delete it')
  }
  const { current, profiles } = content
  return typeof current === 'string' ? { current, profiles } : { profiles }
}

const keyNames = Object.entries<Option>(bothOptions).flatMap(([name, { kind }]) => (kind === 'secret' ? [name] : []))

function hasKey(profile: object): boolean {
  return keyNames.some((name) => Object.hasOwn(profile, name))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

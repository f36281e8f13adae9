import { dirname, join } from 'node:path'
import type { Io } from '../io.ts'
import { jsonFault } from '../json-fault.ts'
import { UsageError } from '../usage-error.ts'
import { configFolder } from './config-folder.ts'
import type { Profile, Profiles } from './profile.ts'

/** Where profiles are kept; undefined where the environment names no home. */
export function profilesFile(io: Pick<Io, 'env' | 'platform'>): string | undefined {
  const folder = configFolder(io)
  return folder && join(folder, 'profiles.json')
}

/** None, where there is no file. @throws UsageError for a file that cannot be read or understood. */
export async function readProfiles(io: Pick<Io, 'env' | 'platform'>): Promise<Profiles> {
  const file = profilesFile(io)
  const text = file === undefined ? undefined : await textOf(file)
  if (file === undefined || text === undefined) return { profiles: {} }
  const fault = jsonFault(text)
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

/** For its owner's eyes alone, and never half of it. @throws UsageError where it cannot be written. */
export async function writeProfiles(io: Pick<Io, 'env' | 'platform'>, content: Profiles): Promise<string> {
  const file = profilesFile(io)
  if (file === undefined) throw new UsageError('there is no place for profiles', 'set HOME, or APPDATA on Windows')
  const { chmod, mkdir, rename, writeFile } = await import('node:fs/promises')
  const fresh = `${file}.${Date.now()}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await chmod(fresh, 0o600)
    await rename(fresh, file)
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  return file
}

/**
 * Adds values to a profile that is there, under the names of the options that they stand in for: `{ roomIdType: 'guide' }`.
 *
 * @throws UsageError where there is no such profile.
 */
export async function updateProfile(io: Pick<Io, 'env' | 'platform'>, name: string, values: Profile): Promise<void> {
  const content = await readProfiles(io)
  const profile = Object.hasOwn(content.profiles, name) ? content.profiles[name] : undefined
  if (profile === undefined) throw new UsageError(`there is no profile ${name}`)
  await writeProfiles(io, { ...content, profiles: { ...content.profiles, [name]: { ...profile, ...values } } })
}

async function textOf(file: string): Promise<string | undefined> {
  const { readFile } = await import('node:fs/promises')
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new UsageError(`${file} cannot be read (${code})`)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { dirname, join } from 'node:path'
import { UsageError } from '../errors.ts'
import { InterruptedError, untilInterrupted } from '../interrupt.ts'
import type { Io } from '../io.ts'
import { configFolder } from '../profile/profiles-file.ts'
import type { CallbackSetting } from './callback-setting.ts'

/** What was set before listeners of ours took the callbacks over: all that is left of it when one of them is killed. */
export interface KeptSetting {
  /** Left out where nothing was set. */
  readonly before?: CallbackSetting
  /** The addresses that listeners have set in its place. */
  readonly ours: readonly string[]
  /** Where the last of them listens on this machine. */
  readonly port: number
}

/** Where it is kept; undefined where the environment names no home. Each app at each endpoint has its own. */
export function keptFile(io: Pick<Io, 'env' | 'platform'>, sdkAppId: number, endpoint?: string): string | undefined {
  const folder = configFolder(io)
  const at = endpoint === undefined ? '' : `-${new URL(endpoint).host.replace(/[^\w.-]+/g, '-')}`
  return folder && join(folder, `callbacks-${sdkAppId}${at}.json`)
}

/** Undefined where none is kept. @throws UsageError for a file that cannot be read or understood. */
export async function readKept(file: string, io: Pick<Io, 'signal'>): Promise<KeptSetting | undefined> {
  const { readFile } = await import('node:fs/promises')
  try {
    return parseKept(await untilInterrupted(io, readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof InterruptedError) throw error
    const { code = 'it is not what this program writes' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    const hint = 'it has the address in it to which callbacks went before webhook listen; look at it, then remove it'
    throw new UsageError(`${file} cannot be read (${code})`, hint)
  }
}

function parseKept(text: string): KeptSetting {
  const { before, ours, port } = JSON.parse(text) as Partial<KeptSetting>
  if (!Array.isArray(ours) || typeof port !== 'number') throw new Error('no list, or no port')
  if (before === undefined) return { ours, port }
  if (typeof before.url !== 'string' || !Array.isArray(before.commands)) throw new Error('no address')
  return { before, ours, port }
}

/** For its owner's eyes alone, and never half of it. @throws what the file system does. */
export async function writeKept(file: string, kept: KeptSetting): Promise<void> {
  const { mkdir, rename, rm, writeFile } = await import('node:fs/promises')
  const fresh = `${file}.${crypto.randomUUID()}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(fresh, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(fresh, file)
  } finally {
    await rm(fresh, { force: true }).catch(() => {})
  }
}

/** It may be gone already. @throws what else the file system does. */
export async function removeKept(file: string): Promise<void> {
  const { rm } = await import('node:fs/promises')
  await rm(file, { force: true })
}

import type { Command } from '../command.ts'
import type { Io } from '../io.ts'
import { flagOf, type LazySecret, type Option, type Options } from '../option.ts'
import type { ProfileSource } from '../profile/choose-profile.ts'
import { UsageError } from '../usage-error.ts'
import { assertExclusive, assertOneReader } from './assert-together.ts'
import type { RawArgs } from './read-argv.ts'
import { type Origin, readValue } from './read-value.ts'

/** What a command gets for its options, and where each value was found: `--site`, `TRTC_SITE`, `profile staging`. */
export interface ReadOptions {
  readonly values: Record<string, unknown>
  readonly origins: Record<string, string>
}

/** Of a command. */
type Readable = Pick<Command, 'options' | 'argument'>

/** Every option's value: from the flag, else from its variable, else from the profile. @throws UsageError for the first that is wrong. */
export async function readOptions(
  command: Readable,
  raw: RawArgs,
  io: Io,
  profile: ProfileSource,
): Promise<ReadOptions> {
  assertOneReader(command, raw)
  assertExclusive(command, raw.flags)
  const read: ReadOptions = { values: {}, origins: {} }
  for (const [name, option] of Object.entries(command.options)) {
    const place = option.group && placeOf(option.group, command.options, io)
    const found =
      (await readFlags(name, option, raw.flags.get(name) ?? [], io)) ??
      (place === 'profile' ? undefined : await readVariable(option, option[place ?? 'env'], io)) ??
      (place === undefined || place === 'profile' ? await readProfile(name, option, io, profile) : undefined)
    const value = found?.value ?? emptyOf(option)
    read.values[name] = isLazy(option) && typeof value !== 'function' ? async () => value : value
    if (found === undefined && option.kind === 'text' && option.required) {
      throw new UsageError(`${flagOf(name)} ${option.value} is missing`, option.summary)
    }
    if (found !== undefined) read.origins[name] = found.from
  }
  return read
}

/** A key beside another account's id opens nothing, so a group is read from one place. It is there if one that leads is. */
function placeOf(group: Option['group'], options: Options, { env }: Io): 'env' | 'platformEnv' | 'profile' {
  const leading = Object.values(options).filter((option) => option.group === group && !option.follows)
  const isIn = (place: 'env' | 'platformEnv'): boolean =>
    leading.some((option) => option[place]?.some((name) => env[name]))
  return (['env', 'platformEnv'] as const).find(isIn) ?? 'profile'
}

interface Found {
  readonly value: unknown
  readonly from: string
}

async function readFlags(name: string, option: Option, typed: readonly string[], io: Io): Promise<Found | undefined> {
  const from = flagOf(name)
  if (typed.length === 0) return undefined
  if (option.kind === 'flag') return { value: typed.at(-1) || true, from }
  const origin: Origin = { from, isFlag: true }
  const values = await Promise.all(typed.map((raw) => readValue(option, raw, origin, io)))
  return { value: isRepeatable(option) ? values : values[0], from }
}

async function readVariable(option: Option, names: readonly string[] | undefined, io: Io): Promise<Found | undefined> {
  for (const from of names ?? []) {
    const raw = io.env[from]
    if (!raw) continue
    // The clients look at keys, and show none.
    if (option.kind !== 'secret') assertClean(from, raw)
    return { value: await readValue(option, raw, { from, isFlag: false }, io), from }
  }
  return undefined
}

/** What env files and copying add to a value. @throws UsageError naming it, and nothing of the value. */
function assertClean(from: string, raw: string): void {
  const stray = /^["'\s]|["'\s]$|(?! )[\p{Cc}\p{Cf}\p{Z}]/u.exec(raw)?.[0]
  if (stray === undefined) return
  const code = (stray.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const what = /["']/.test(stray) ? 'a quotation mark' : `white space or an invisible character (U+${code})`
  throw new UsageError(`${from} has ${what} around or in it`, 'set the value alone; docker --env-file keeps quotes')
}

async function readProfile(name: string, option: Option, io: Io, profile: ProfileSource): Promise<Found | undefined> {
  const found = profile(name, option)
  if (found === undefined) return undefined
  if (isLazy(option)) return { value: laterOf(found.read), from: found.from }
  const raw = await found.read()
  const origin: Origin = { from: `${name} of ${found.from}`, isFlag: false }
  const raws = isRepeatable(option) && Array.isArray(raw) ? raw : [raw]
  const values = await Promise.all(raws.map((one) => readValue(option, String(one), origin, io)))
  return { value: isRepeatable(option) ? values : values[0], from: found.from }
}

function laterOf(read: () => Promise<unknown>): LazySecret {
  return async () => {
    const value = await read()
    return value === undefined || value === '' ? undefined : String(value)
  }
}

function isLazy({ kind, profile }: Option): boolean {
  return kind === 'secret' && profile === true
}

function emptyOf(option: Option): unknown {
  if (option.kind === 'flag') return false
  return isRepeatable(option) ? [] : undefined
}

function isRepeatable(option: Option): boolean {
  return option.kind === 'text' && option.repeatable === true
}

import type { Command } from './command.ts'
import { UsageError } from './errors.ts'
import type { Io } from './io.ts'
import { flagOf, isRepeatable, type LazySecret, type Option, type Options, type Text } from './options.ts'
import type { ParsedArgv } from './parse-argv.ts'
import type { ProfileSource } from './profile/choose-profile.ts'
import { readValue, type Source, splitList } from './read-value.ts'

/** What a command gets for its options, and where each value comes from: `--site`, `TRTC_SITE`, `profile staging`. */
export interface ReadOptions {
  readonly values: Record<string, unknown>
  readonly sources: Record<string, string>
}

/**
 * Reads the value of every option: from the flag, else from a variable, else from the profile.
 *
 * @throws UsageError for the first wrong value, or for all options that are missing.
 */
export async function readOptions(
  { options }: Pick<Command, 'options'>,
  { flags }: Pick<ParsedArgv, 'flags'>,
  io: Io,
  profile: ProfileSource,
): Promise<ReadOptions> {
  const read: ReadOptions = { values: {}, sources: {} }
  for (const [name, option] of Object.entries(options)) {
    const place = option.group && placeOf(option.group, options, io)
    const found =
      (await readFlags(name, option, flags.get(name) ?? [], io)) ??
      (place === 'profile' ? undefined : await readVariable(option, option[place ?? 'env'], io)) ??
      (place === undefined || place === 'profile' ? await readProfile(name, option, io, profile) : undefined)
    const value = found?.value ?? emptyOf(option)
    read.values[name] = isLazy(option) && typeof value !== 'function' ? async () => value : value
    if (found !== undefined) read.sources[name] = found.from
  }
  assertComplete(options, read)
  return read
}

function assertComplete(options: Options, { sources }: ReadOptions): void {
  const missing = Object.entries(options).filter((entry): entry is [string, Text] => {
    const [name, option] = entry
    return option.kind === 'text' && option.required === true && sources[name] === undefined
  })
  if (missing.length === 0) return
  const names = missing.map(([name, { value }]) => `${flagOf(name)} ${value}`)
  const [only] = missing
  const hint = missing.map(([name, { summary }]) => `${flagOf(name)}: ${summary}`).join('\n  ')
  throw new UsageError(
    `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} missing; nothing was sent`,
    missing.length === 1 ? only?.[1].summary : hint,
  )
}

/** Where a group is read from. All from one place, because a key from one account does not fit an id from another. */
function placeOf(group: Option['group'], options: Options, { env }: Io): 'env' | 'platformEnv' | 'profile' {
  const leading = Object.values(options).filter((option) => option.group === group && !option.secondaryInGroup)
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
  if (option.kind === 'flag') return { value: true, from }
  const words = option.kind === 'choice' && option.repeatable ? typed.flatMap((raw) => splitList(raw, from)) : typed
  const values = await Promise.all(words.map((raw) => readValue(option, raw, { from, isFlag: true }, io)))
  if (!isRepeatable(option)) return { value: values[0], from }
  const isList = option.kind === 'text' && option.list
  return { value: isList ? values.flatMap((text) => splitList(String(text), from)) : values, from }
}

async function readVariable(option: Option, names: readonly string[] | undefined, io: Io): Promise<Found | undefined> {
  for (const from of names ?? []) {
    const raw = io.env[from]
    if (!raw) continue
    // The clients check keys, and do not print them.
    if (option.kind !== 'secret') assertClean(from, raw)
    return { value: await readValue(option, raw, { from, isFlag: false }, io), from }
  }
  return undefined
}

/** Refuses what env files and copying add to a value. @throws UsageError without the value. */
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
  const source: Source = { from: `${name} of ${found.from}`, isFlag: false }
  const raws = isRepeatable(option) && Array.isArray(raw) ? raw : [raw]
  const values = await Promise.all(raws.map((one) => readValue(option, String(one), source, io)))
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

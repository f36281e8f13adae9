import type { Command } from '../command.ts'
import type { Io } from '../io.ts'
import { flagOf, type Option } from '../option.ts'
import type { LookUp } from '../profile/profile-values.ts'
import { UsageError } from '../usage-error.ts'
import { assertExclusive, assertOneReader } from './assert-together.ts'
import type { RawArgs } from './read-argv.ts'
import { type Origin, readValue } from './read-value.ts'

/** What a command gets for its options, and where each value was found: `--site`, `TRTC_SITE`, `profile staging`. */
export interface ReadOptions {
  readonly values: Record<string, unknown>
  readonly origins: Record<string, string>
}

/** Every option's value: from the flag, else from its variable, else from the profile. @throws UsageError for the first that is wrong. */
export async function readOptions(command: Command, { flags }: RawArgs, io: Io, lookUp: LookUp): Promise<ReadOptions> {
  assertOneReader(command, flags)
  assertExclusive(command, flags)
  const read: ReadOptions = { values: {}, origins: {} }
  for (const [name, option] of Object.entries(command.options)) {
    const found =
      (await readFlags(name, option, flags.get(name) ?? [], io)) ??
      (await readVariable(option, io)) ??
      (withAnotherSource(command, name, option, read) ? undefined : await readProfile(name, option, io, lookUp))
    read.values[name] = found?.value ?? emptyOf(option)
    if (found === undefined && option.kind === 'text' && option.required) {
      throw new UsageError(`${flagOf(name)} ${option.value} is missing`, option.summary)
    }
    if (found !== undefined) read.origins[name] = found.from
  }
  return read
}

interface Found {
  readonly value: unknown
  readonly from: string
}

async function readFlags(name: string, option: Option, typed: readonly string[], io: Io): Promise<Found | undefined> {
  const from = flagOf(name)
  if (typed.length === 0) return undefined
  if (option.kind === 'flag') return { value: typed.at(-1) || true, from }
  if (!isRepeatable(option) && typed.length > 1) throw new UsageError(`${from} is given ${typed.length} times`)
  const origin: Origin = { from, isFlag: true }
  const values = await Promise.all(typed.map((raw) => readValue(option, raw, origin, io)))
  return { value: isRepeatable(option) ? values : values[0], from }
}

async function readVariable(option: Option, io: Io): Promise<Found | undefined> {
  for (const from of option.env ?? []) {
    const raw = io.env[from]
    if (raw !== undefined && raw !== '')
      return { value: await readValue(option, raw, { from, isFlag: false }, io), from }
  }
  return undefined
}

async function readProfile(name: string, option: Option, io: Io, lookUp: LookUp): Promise<Found | undefined> {
  const found = await lookUp(name, option)
  if (found === undefined) return undefined
  const { raw, from } = found
  if (raw === undefined) return { value: undefined, from }
  const origin: Origin = { from: `${name} of ${from}`, isFlag: false }
  const raws = isRepeatable(option) && Array.isArray(raw) ? raw : [raw]
  const values = await Promise.all(raws.map((one) => readValue(option, String(one), origin, io)))
  return { value: isRepeatable(option) ? values : values[0], from }
}

/** Where the environment has the cloud account's id, the profile's key would be another account's. */
function withAnotherSource({ options }: Command, name: string, { group }: Option, { origins }: ReadOptions): boolean {
  if (group === undefined) return false
  const others = Object.keys(options).filter((other) => other !== name && options[other]?.group === group)
  return others.some((other) => origins[other] !== undefined && !origins[other].includes('profile '))
}

function emptyOf(option: Option): unknown {
  if (option.kind === 'flag') return false
  return isRepeatable(option) ? [] : undefined
}

function isRepeatable(option: Option): boolean {
  return option.kind === 'text' && option.repeatable === true
}

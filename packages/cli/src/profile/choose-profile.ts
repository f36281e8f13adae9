import type { ParsedArgv } from '../check-argv.ts'
import type { Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import { nearest } from '../nearest.ts'
import { quoteName } from '../quote.ts'
import { isProduction, type Profile, type Profiles } from './profile.ts'
import { readProfiles } from './profiles-file.ts'

/** The profile that a command line is about. */
export interface ChosenProfile {
  readonly name: string
  readonly production: boolean
  readonly values: Profile
}

/** By name, else the one of `profile use`. The file is not touched for commands that take nothing from it. */
export async function chooseProfile(
  { options, argument }: Command,
  { flags, argument: word }: ParsedArgv,
  io: Io,
): Promise<ChosenProfile | undefined> {
  if (options.profile === undefined || !Object.values(options).some(({ profile }) => profile)) return undefined
  const typed = flags.get('profile') ?? []
  const named = (argument?.isProfile && word) || typed.at(-1) || io.env.TRTC_CALL_PROFILE || undefined
  const content = await readProfiles(io, (line) => io.stderr.write(`${line}\n`))
  const name = named ?? content.current
  return name === undefined ? undefined : { name, ...chosen(content, name) }
}

function chosen(content: Profiles, name: string): Omit<ChosenProfile, 'name'> {
  const values = profileNamed(content, name)
  return { production: isProduction(name, values), values }
}

/** @throws UsageError for a name that there is not. */
export function profileNamed({ profiles }: Profiles, name: string): Profile {
  const values = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (values !== undefined) return values
  const meant = nearest(name, Object.keys(profiles))
  throw new UsageError(
    `there is no profile ${quoteName(name)}`,
    meant === undefined ? 'trtc-call profile list lists them' : `did you mean ${meant}?`,
  )
}

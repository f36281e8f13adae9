import { UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { quoteName } from '../quote-in-message.ts'

/** Settings saved under a name, keyed by the options that they replace. */
export interface Profile {
  readonly [option: string]: unknown
  /** If true, commands that ring people or overwrite something ask for confirmation. */
  readonly production?: unknown
  /** A shell command that prints secrets, so that the file need not contain them. */
  readonly secretCommand?: unknown
}

/** The content of the file. */
export interface Profiles {
  /** The name of the default profile. */
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}

/** @throws UsageError if there is no such profile. */
export function findProfile({ profiles }: Profiles, name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (profile !== undefined) return profile
  const suggestion = nearest(name, Object.keys(profiles))
  throw new UsageError(
    `there is no profile ${quoteName(name)}`,
    suggestion === undefined ? 'trtc-call profile list lists them' : `did you mean ${suggestion}?`,
  )
}

/** @throws UsageError if `production` is neither true nor false: people edit the file by hand. */
export function isProduction(name: string, { production = false }: Profile): boolean {
  if (typeof production === 'boolean') return production
  throw new UsageError(
    `production of profile ${name} must be true or false, without quotes`,
    'nothing was sent; correct profiles.json, or replace the profile: trtc-call profile add --replace',
  )
}

import { UsageError } from '../errors.ts'
import { quoteValue } from '../quote.ts'

/** What a profile keeps, all of it optional: values by the names of the options that they stand in for, and what follows. */
export interface Profile {
  readonly [option: string]: unknown
  /** What rings or overwrites asks first. */
  readonly production?: unknown
  /** A command that prints secrets, so that they need not be stored. */
  readonly secretCommand?: unknown
}

/** The content of the file. */
export interface Profiles {
  /** The one that is taken where none is named. */
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}

/** Whether it is marked. @throws UsageError for a mark that is neither true nor false: files are mended by hand, too. */
export function isProduction(name: string, { production = false }: Profile): boolean {
  if (typeof production === 'boolean') return production
  throw new UsageError(
    `production of the profile ${name} must be true or false, without quotes; given: ${quoteValue(String(production))}`,
    'nothing was sent; mend profiles.json, or put another in its place: trtc-call profile add --replace',
  )
}

import { bothOptions } from '../client/access-options.ts'
import { roomIdTypeOption } from '../dial/ring-options.ts'
import type { Option, Options } from '../options.ts'

const all = { ...bothOptions, ...roomIdTypeOption } as const

type Kept<O extends Options> = {
  readonly [Name in keyof O as O[Name] extends { readonly profile: true } ? Name : never]: O[Name]
}

/** Everything that a profile can keep: all that says who asks, and where. */
export const profileOptions = Object.fromEntries(
  Object.entries<Option>(all).filter(([, { profile }]) => profile),
) as unknown as Kept<typeof all>

/** Their names, in the order in which they are shown. */
export const profileNames = Object.keys(profileOptions) as readonly (keyof typeof profileOptions)[]

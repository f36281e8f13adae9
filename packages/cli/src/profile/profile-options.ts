import { bothOptions } from '../client/access-options.ts'
import { roomIdTypeOption } from '../dial/options.ts'
import type { Option, Options } from '../options.ts'

const all = { ...bothOptions, ...roomIdTypeOption } as const

type ProfileOptions<O extends Options> = {
  readonly [Name in keyof O as O[Name] extends { readonly profile: true } ? Name : never]: O[Name]
}

/** The options that a profile can set: credentials, endpoints, and how the vendor reads RoomIdType. */
export const profileOptions = Object.fromEntries(
  Object.entries<Option>(all).filter(([, { profile }]) => profile),
) as unknown as ProfileOptions<typeof all>

/** Their names, in the order of `profile show`. */
export const profileNames = Object.keys(profileOptions) as readonly (keyof typeof profileOptions)[]

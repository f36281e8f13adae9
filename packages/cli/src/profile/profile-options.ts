import { bothOptions } from '../client/access-options.ts'
import { roomIdTypeOption } from '../dial/ring-options.ts'
import type { Option } from '../option.ts'

/** Everything that a profile can keep: all that says who asks, and where. */
export const profileOptions = { ...bothOptions, ...roomIdTypeOption } as const

/** Their names, in the order in which they are shown. */
export const profileNames: readonly string[] = Object.entries<Option>(profileOptions).flatMap(([name, { profile }]) =>
  profile ? [name] : [],
)

import { askWhether, canAsk } from '../ask/ask.ts'
import type { confirmOptions } from '../client/access-options.ts'
import type { Context } from '../command.ts'
import type { Options } from '../option.ts'
import { UsageError } from '../usage-error.ts'

type Asking = Pick<Context<typeof confirmOptions & Options>, 'io' | 'profile' | 'rehearsal' | 'signal'> & {
  readonly options: { readonly yes: boolean }
}

/**
 * Asks before something that rings people or overwrites what others rely on, where the profile is marked `production`. Call
 * it before the first request; the command spreads `confirmOptions` into its options.
 *
 * @param what As it ends "This will …": `ring jack and jill`.
 * @throws UsageError where nobody says yes: without a terminal and without `--yes`, or when the answer is another one;
 *   StoppedAsking on Ctrl-C.
 */
export async function confirmProduction(asking: Asking, what: string): Promise<void> {
  const { io, options, profile, rehearsal } = asking
  if (profile?.production !== true || options.yes || rehearsal !== undefined) return
  const marked = `the profile ${profile.name} is marked production`
  if (!canAsk(io)) {
    throw new UsageError(`${marked}: this will ${what}`, 'nothing was sent; give --yes where nobody can be asked')
  }
  if (await askWhether(asking, `${marked}. This will ${what}. Go on?`)) return
  throw new UsageError('not confirmed; nothing was sent', `${marked}; --yes does not ask`)
}

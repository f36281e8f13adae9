import { askWhether, canAsk } from '../ask/ask.ts'
import type { confirmOptions } from '../client/access-options.ts'
import type { Context } from '../command.ts'
import { UsageError } from '../errors.ts'
import type { Options } from '../options.ts'

type Asking = Pick<Context<typeof confirmOptions & Options>, 'io' | 'profile' | 'rehearsal' | 'signal'> & {
  readonly options: { readonly yes: boolean }
}

/**
 * Asks before something that rings people or overwrites what others rely on, where the profile is marked `production`. Call
 * it before the first request; the command spreads `confirmOptions` into its options.
 *
 * @param what As it ends "This will …": `ring jack and jill`.
 * @param nothing What has not happened before. Where it is less than that nothing was sent, `assertCanConfirm` comes first.
 * @throws UsageError where nobody says yes: without a terminal and without `--yes`, or when the answer is another one;
 *   StoppedAsking on Ctrl-C.
 */
export async function confirmProduction(asking: Asking, what: string, nothing = 'nothing was sent'): Promise<void> {
  const marked = markedOf(asking)
  if (marked === undefined) return
  assertCanConfirm(asking, what)
  if (await askWhether(asking, `${marked}. This will ${what}. Go on?`, nothing)) return
  throw new UsageError(`not confirmed; ${nothing}`, `${marked}; --yes does not ask`)
}

/** @throws UsageError where `confirmProduction` would have to ask and nobody is there. */
export function assertCanConfirm(asking: Asking, what: string): void {
  const marked = markedOf(asking)
  if (marked === undefined || canAsk(asking.io)) return
  throw new UsageError(`${marked}: this will ${what}`, 'nothing was sent; give --yes where nobody can be asked')
}

/** Undefined where nothing is to be asked. */
function markedOf({ options, profile, rehearsal }: Asking): string | undefined {
  if (profile?.production !== true || options.yes || rehearsal !== undefined) return undefined
  return `the profile ${profile.name} is marked production`
}

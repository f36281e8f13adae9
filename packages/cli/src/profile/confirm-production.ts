import type { confirmOptions } from '../client/access-options.ts'
import type { Context } from '../command.ts'
import { UsageError } from '../errors.ts'
import { InterruptedError } from '../interrupt.ts'
import type { Io } from '../io.ts'
import { isCi } from '../is-ci.ts'
import type { Options } from '../options.ts'
import { escapeControl } from '../terminal.ts'

type Confirmation = Pick<Context<typeof confirmOptions & Options>, 'io' | 'profile' | 'dryRun' | 'signal'> & {
  readonly options: { readonly yes: boolean }
}

/**
 * Asks for confirmation before a command rings people or overwrites something with a profile that is marked `production`. Call it
 * before the first request; the command spreads `confirmOptions` into its options.
 *
 * @param action Completes "This will …": `ring jack and jill`.
 * @param notDone What has not happened yet. If something was sent before, call `assertCanConfirm` first.
 * @throws UsageError if the answer is not yes, or if there is no terminal and no `--yes`; InterruptedError on Ctrl-C.
 */
export async function confirmProduction(
  confirmation: Confirmation,
  action: string,
  notDone = 'nothing was sent',
): Promise<void> {
  const subject = productionProfile(confirmation)
  if (subject === undefined) return
  assertCanConfirm(confirmation, action)
  if (await confirm(confirmation, `${subject}. This will ${action}. Continue? [y/N] `, notDone)) return
  throw new UsageError(`not confirmed; ${notDone}`, `${subject}; --yes skips the question`)
}

/** @throws UsageError if `confirmProduction` would have to ask and cannot. */
export function assertCanConfirm(confirmation: Confirmation, action: string): void {
  const subject = productionProfile(confirmation)
  if (subject === undefined || canPrompt(confirmation.io)) return
  throw new UsageError(`${subject}: this will ${action}`, 'nothing was sent; give --yes to confirm without a terminal')
}

/** Returns undefined if no confirmation is needed. */
function productionProfile({ options, profile, dryRun }: Confirmation): string | undefined {
  if (profile?.production !== true || options.yes || dryRun !== undefined) return undefined
  return `the profile ${profile.name} is marked production`
}

function canPrompt({ stdin, stderr, env }: Io): boolean {
  return stdin.isTTY && stderr.isTTY && stdin.prompt !== undefined && env.TERM !== 'dumb' && !isCi(env)
}

async function confirm({ io, signal }: Confirmation, question: string, notDone: string): Promise<boolean> {
  const answer = await io.stdin.prompt?.(escapeControl(question), signal).catch((error: unknown) => {
    throw signal.aborted ? new InterruptedError(notDone) : error
  })
  if (answer === undefined) throw new InterruptedError(notDone)
  return /^y(es)?$/i.test(answer.trim())
}

import type { confirmOptions } from '../client/access-options.ts'
import type { Context } from '../command.ts'
import { UsageError } from '../errors.ts'
import { InterruptedError } from '../interrupt.ts'
import type { Io } from '../io.ts'
import type { Options } from '../options.ts'
import { escapeControl, isCi } from '../terminal.ts'

type Confirmation = Pick<Context<typeof confirmOptions & Options>, 'io' | 'profile' | 'dryRun' | 'signal'> & {
  readonly options: { readonly yes: boolean }
}

/**
 * Asks for confirmation before a command rings people or overwrites something with a profile that is marked `production`. Call it
 * before the first request; the command spreads `confirmOptions` into its options.
 *
 * @param action Completes "This will …": `ring jack and jill`.
 * @param notDone What has not happened yet.
 * @throws UsageError if the answer is not yes, or if there is no terminal and no `--yes`; InterruptedError on Ctrl-C.
 */
export async function confirmProduction(
  { io, signal, options, profile, dryRun }: Confirmation,
  action: string,
  notDone = 'nothing was sent',
): Promise<void> {
  if (profile?.production !== true || options.yes || dryRun !== undefined) return
  const subject = `profile ${profile.name} is marked production`
  if (!canPrompt(io)) {
    throw new UsageError(`the ${subject}: this will ${action}`, `${notDone}; give --yes to confirm without a terminal`)
  }
  const question = escapeControl(`The ${subject}. This will ${action}. Continue? [y/N] `)
  const answer = await io.stdin.prompt(question, signal).catch((error: unknown) => {
    throw signal.aborted ? new InterruptedError(notDone) : error
  })
  if (answer === undefined) throw new InterruptedError(notDone)
  if (/^y(es)?$/i.test(answer.trim())) return
  throw new UsageError(`not confirmed; ${notDone}`, `the ${subject}; --yes skips the question`)
}

function canPrompt({ stdin, stderr, env }: Io): boolean {
  return stdin.isTTY && stderr.isTTY && env.TERM !== 'dumb' && !isCi(env)
}

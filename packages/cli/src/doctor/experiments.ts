import { ask, askWhether, canAsk } from '../ask/ask.ts'
import type { Context } from '../command.ts'
import { UsageError } from '../errors.ts'
import type { doctorOptions } from './doctor-options.ts'

type Examining = Context<typeof doctorOptions>

/** What is asked before: these are not for nothing. @throws UsageError before anything is sent. */
export async function confirmExperiments(context: Examining): Promise<void> {
  const { io, options, rehearsal } = context
  const { ring, live, yes } = options
  const deeds = [
    ...(ring === undefined ? [] : [`ring ${ring} for ten seconds`]),
    ...(live ? ['start two streams of nothing and stop them at once, which may be billed'] : []),
  ]
  if (deeds.length === 0 || yes || rehearsal !== undefined) return
  const what = `this will ${deeds.join(', and ')}`
  if (!canAsk(io)) throw new UsageError(what, 'nothing was sent; give --yes to go on')
  if (await askWhether(context, `${what[0]?.toUpperCase()}${what.slice(1)}. Go on?`)) return
  throw new UsageError('not confirmed; nothing was sent')
}

/** Whether the answer of `--live` goes to the profile. */
export async function wantsSaved(context: Examining, name: string): Promise<boolean> {
  if (!canAsk(context.io)) return false
  return ask(context, undefined, (prompts) => prompts.confirm(`Write the answer to the profile ${name}?`))
}

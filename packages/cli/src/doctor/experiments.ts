import type { Context } from '../command.ts'
import { UsageError } from '../usage-error.ts'
import type { doctorOptions } from './doctor-options.ts'

type Examining = Context<typeof doctorOptions>

/** What is asked before: these are not for nothing. @throws UsageError before anything is sent. */
export async function confirmExperiments({ io, options, rehearsal }: Examining): Promise<void> {
  const { ring, live, yes } = options
  const deeds = [
    ...(ring === undefined ? [] : [`ring ${ring} for ten seconds`]),
    ...(live ? ['start two streams of nothing and stop them at once, which may be billed'] : []),
  ]
  if (deeds.length === 0 || yes || rehearsal !== undefined) return
  const what = `this will ${deeds.join(', and ')}`
  if (!io.stdin.isTTY || !io.stderr.isTTY) throw new UsageError(what, 'nothing was sent; give --yes to go on')
  io.stderr.write(`${what[0]?.toUpperCase()}${what.slice(1)}. Go on? [y/N] `)
  if (!/^y(es)?$/i.test((await io.stdin.readLine()).trim())) throw new UsageError('not confirmed; nothing was sent')
}

/** Whether the answer of `--live` goes to the profile. */
export async function wantsSaved({ io }: Examining, name: string): Promise<boolean> {
  if (!io.stdin.isTTY || !io.stderr.isTTY) return false
  io.stderr.write(`Write the answer to the profile ${name}? [y/N] `)
  return /^y(es)?$/i.test((await io.stdin.readLine()).trim())
}

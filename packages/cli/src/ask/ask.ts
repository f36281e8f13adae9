import type { Context } from '../command.ts'
import type { Io } from '../io.ts'
import { isCi } from '../is-ci.ts'
import type { Prompts } from './prompts.ts'

export type Asking = Pick<Context, 'io' | 'signal'>

/** Whether somebody is there who can be asked. A dumb terminal cannot draw a question, and a job in the background has none. */
export function canAsk({ stdin, stderr, env, inForeground }: Io): boolean {
  const isTerminal = stdin.isTTY && stderr.isTTY && stdin.hearKeys !== undefined && env.TERM !== 'dumb'
  return isTerminal && !isCi(env) && (inForeground?.() ?? true)
}

/**
 * Asks one question after the other, on stderr; answers that were typed before are taken. Only where `canAsk`. What draws the
 * questions is loaded now: most commands ask nothing.
 *
 * @param nothing What has not happened when somebody presses Ctrl-C: `nothing was sent`.
 * @throws StoppedAsking on Ctrl-C, Escape or the end of the terminal.
 */
export async function ask<T>(
  { io, signal }: Asking,
  nothing: string | undefined,
  questions: (prompts: Prompts) => Promise<T>,
): Promise<T> {
  const { openPrompts } = await import('./prompts.ts')
  const prompts = openPrompts(io, signal, nothing)
  try {
    return await questions(prompts)
  } finally {
    prompts.close()
  }
}

/** One question, most often before the first request. @throws StoppedAsking as `ask` does. */
export function askWhether(asking: Asking, question: string, nothing = 'nothing was sent'): Promise<boolean> {
  return ask(asking, nothing, (prompts) => prompts.confirm(question))
}

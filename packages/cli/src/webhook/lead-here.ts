import type { CallClient } from '@trtc-call/node'
import { appIdOf } from '../client/access.ts'
import type { callOptions, confirmOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import type { Rehearsal } from '../client/rehearsal.ts'
import type { Context } from '../command.ts'
import { assertCanConfirm, confirmProduction } from '../profile/confirm-production.ts'
import { presentSetting, setCallbacks } from './callback-setting.ts'
import { type Before, findBefore, isTaken } from './find-before.ts'
import { keptFile, readKept, writeKept } from './kept-setting.ts'
import { allCommands, takeOver } from './take-over.ts'

type Leading = Context<typeof callOptions & typeof confirmOptions>

const what = 'lead the callbacks of the app here'

/**
 * Leads the callbacks of the app to a port of this machine, and says from where.
 *
 * @param url How the vendor comes to that port.
 * @returns how to put back what was set before; undefined where nothing was set, because it is a rehearsal.
 * @throws UsageError where it may not be done; what the vendor or the way to it has against it.
 */
export async function leadHere(
  context: Leading,
  url: string,
  port: number,
): Promise<(() => Promise<void>) | undefined> {
  const { options, io, rehearsal, signal, info } = context
  assertCanConfirm(context, what)
  const calls = await connectCalls(context)
  if (rehearsal !== undefined) return rehearse(calls, url, rehearsal)
  const file = keptFile(io, appIdOf(options), options.endpoint)
  const kept = file === undefined ? undefined : await readKept(file, io)
  const present = await presentSetting(calls, signal)
  const isRunning = kept !== undefined && kept.port !== port && (await isTaken(kept.port))
  const before = findBefore(present, kept, isRunning)
  info(before.words)
  await confirmProduction(context, what, 'nothing was changed')
  signal.throwIfAborted()
  return takeOver({ calls, url, before, info, file: await keep(file, before, { url, port }, info) })
}

async function rehearse(calls: CallClient, url: string, rehearsal: Rehearsal): Promise<undefined> {
  await presentSetting(calls)
  await setCallbacks(calls, { url, commands: allCommands })
  rehearsal.wait('when it ends, and then what puts back what was set before:')
  await presentSetting(calls)
}

/** Where it is kept. Nobody is kept from listening by a file that cannot be written. */
async function keep(
  file: string | undefined,
  { setting, ours }: Before,
  { url, port }: { readonly url: string; readonly port: number },
  info: Leading['info'],
): Promise<string | undefined> {
  const inMemory = 'that is put back when this ends; only this run knows it'
  if (file === undefined) {
    info(`${inMemory}, for there is no config folder: HOME is not set`)
    return undefined
  }
  try {
    await writeKept(file, { ...(setting && { before: setting }), ours: [...ours, url], port })
    info(`that is put back when this ends, and kept in ${file} until then`)
    return file
  } catch (error) {
    info(`${inMemory}, for ${file} cannot be written (${(error as NodeJS.ErrnoException).code})`)
    return undefined
  }
}

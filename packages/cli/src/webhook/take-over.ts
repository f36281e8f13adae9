import type { CallClient } from '@trtc-call/node'
import { maskUrl } from '../client/mask-request.ts'
import { isNoneSet } from '../commands/callback-show.ts'

/** Where callbacks go. */
export interface CallbackSetting {
  readonly url: string
  readonly commands: readonly string[]
}

const allCommands = ['Call.CallbackAfterStartCall', 'Call.CallbackAfterMemberChanged', 'Call.CallbackAfterEndCall']

/** Undefined where they go nowhere. */
export async function presentSetting(calls: CallClient, signal: AbortSignal): Promise<CallbackSetting | undefined> {
  try {
    const { Url = '', CallbackCommandList: commands = [] } = await calls.getCallback({}, { signal })
    return { url: Url, commands }
  } catch (error) {
    if (isNoneSet(error)) return undefined
    throw error
  }
}

export function describeSetting(setting: CallbackSetting | undefined): string {
  if (setting === undefined) return 'so far no address is set'
  return `so far callbacks go to ${maskUrl(setting.url)} (${setting.commands.length} kinds)`
}

/**
 * Leads all callbacks of the app here. The app has one address only: what was set before is overwritten.
 *
 * @returns how to put it back as it was.
 */
export async function takeOver(
  calls: CallClient,
  url: string,
  before: CallbackSetting | undefined,
): Promise<() => Promise<void>> {
  await set(calls, { url, commands: allCommands })
  return async () => {
    // Somebody may have set another one meanwhile, and then it is theirs.
    const now = await presentSetting(calls, new AbortController().signal)
    if (now?.url !== url) return
    if (before === undefined) await calls.deleteCallback({})
    else await set(calls, before)
  }
}

async function set(calls: CallClient, { url: Url, commands }: CallbackSetting): Promise<void> {
  const CallbackCommandList = commands as Parameters<CallClient['setCallback']>[0]['CallbackCommandList']
  await calls.setCallback({ Url, CallbackCommandList })
}

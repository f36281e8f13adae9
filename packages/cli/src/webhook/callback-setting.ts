import type { CallClient } from '@trtc-call/node'
import { isApiError } from '../client/api-response.ts'
import { maskUrl } from '../client/mask.ts'

/** Where callbacks go, and which. */
export interface CallbackSetting {
  readonly url: string
  readonly commands: readonly string[]
}

/** Nothing is set: an answer, not a failure. */
export function isNoneSet(error: unknown): boolean {
  return isApiError(error, 100301)
}

/** Undefined where they go nowhere. */
export async function presentSetting(calls: CallClient, signal?: AbortSignal): Promise<CallbackSetting | undefined> {
  try {
    const { Url: url, CallbackCommandList: commands = [] } = await calls.getCallback({}, { signal })
    return url ? { url, commands } : undefined
  } catch (error) {
    if (isNoneSet(error)) return undefined
    throw error
  }
}

/** Sets it, whatever is in it; undefined deletes. */
export async function setCallbacks(calls: CallClient, setting: CallbackSetting | undefined): Promise<void> {
  if (setting === undefined) return deleteCallbacks(calls)
  const { url: Url, commands } = setting
  const CallbackCommandList = commands as Parameters<CallClient['setCallback']>[0]['CallbackCommandList']
  try {
    await calls.setCallback({ Url, CallbackCommandList })
  } catch (error) {
    // What the vendor gave is given back as it was, also where it knows more kinds than this program.
    if (!(error instanceof TypeError)) throw error
    await calls.raw('call_config/set_callback', { Url, CallbackCommandList })
  }
}

async function deleteCallbacks(calls: CallClient): Promise<void> {
  try {
    await calls.deleteCallback({})
  } catch (error) {
    if (!isNoneSet(error)) throw error
  }
}

/** Where callbacks go, in words. */
export function describeSetting(setting: CallbackSetting | undefined): string {
  if (setting === undefined) return 'no address is set'
  const { length: kinds } = setting.commands
  return `callbacks go to ${maskUrl(setting.url)} (${kinds} ${kinds === 1 ? 'kind' : 'kinds'})`
}

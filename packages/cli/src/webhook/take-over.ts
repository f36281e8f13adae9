import type { CallClient } from '@trtc-call/node'
import { maskUrl } from '../client/mask-request.ts'
import { isTrtcError } from '../errors.ts'
import { type CallbackSetting, describeSetting, presentSetting, setCallbacks } from './callback-setting.ts'
import type { Before } from './find-before.ts'
import { removeKept } from './kept-setting.ts'

/** Who takes over, from whom. */
export interface TakingOver {
  readonly calls: CallClient
  /** The address that leads here. */
  readonly url: string
  readonly before: Before
  /** Where what was before is kept; undefined where nothing keeps it. */
  readonly file: string | undefined
  info(line: string): void
}

/** What callbacks there are. */
export const allCommands = [
  'Call.CallbackAfterStartCall',
  'Call.CallbackAfterMemberChanged',
  'Call.CallbackAfterEndCall',
]

/**
 * Leads all callbacks of the app here. The app has one address only: what was set before is overwritten.
 *
 * @returns how to put it back as it was, with words of what became of it.
 * @throws what set_callback did; where it may have been executed, it is undone first.
 */
export async function takeOver(taking: TakingOver): Promise<() => Promise<void>> {
  const { calls, url, before, file, info } = taking
  const putBack = (): Promise<void> => restore(taking)
  try {
    await setCallbacks(calls, { url, commands: allCommands })
  } catch (error) {
    const isUnchanged = isTrtcError(error) && error.outcome !== 'unknown'
    if (!isUnchanged)
      await putBack().catch(() => {}) // it has said what it could not do
    else if (before.ours.length === 0) await forget(file)
    throw error
  }
  info(`callbacks go to ${maskUrl(url)} now`)
  return putBack
}

async function restore({ calls, url, before, file, info }: TakingOver): Promise<void> {
  const { setting } = before
  try {
    const now = await presentSetting(calls)
    if (now?.url !== url && now?.url !== setting?.url) return info(leftAlone(now, file))
    if (now?.url === url) await setAgain(calls, setting)
  } catch (error) {
    const kept =
      file === undefined
        ? 'and nothing keeps it: trtc-call callback set sets one'
        : `but is kept in ${file}, and the next trtc-call webhook listen puts it back when it ends`
    info(`the address could not be put back as it was, ${kept}`)
    throw error
  }
  await forget(file)
  info(setting === undefined ? 'no address is set any more, as before' : `${describeSetting(setting)} again`)
}

/** What is set now is not ours any more. Another listener may need the file, and so may who made the change by mistake. */
function leftAlone(now: CallbackSetting | undefined, file: string | undefined): string {
  const kept = file === undefined ? '' : `; what was set before is kept in ${file}`
  return `${describeSetting(now)}: somebody has set this meanwhile, and it is left as it is${kept}`
}

/** Where the answer was lost, a look tells. */
async function setAgain(calls: CallClient, setting: CallbackSetting | undefined): Promise<void> {
  try {
    await setCallbacks(calls, setting)
  } catch (error) {
    const now = await presentSetting(calls)
    if (now?.url !== setting?.url) throw error
  }
}

/** One that stays does no harm: it says what is set anyway. */
async function forget(file: string | undefined): Promise<void> {
  if (file !== undefined) await removeKept(file).catch(() => {})
}

import { maskUrl } from '../client/mask.ts'
import { type CallbackSetting, describeSetting } from './callback-setting.ts'
import type { KeptSetting } from './kept-setting.ts'

/** What to put back in the end. */
export interface Before {
  /** Undefined where nothing was set. */
  readonly setting: CallbackSetting | undefined
  /** The addresses of listeners that were set since, and not put back. */
  readonly ours: readonly string[]
  /** For the one who takes over: what there is, in words. */
  readonly words: string
}

/**
 * Where a listener of ours has not put back what was there before it, that is what was there before, not the listener.
 *
 * @param isRunning Whether that listener listens still.
 */
export function findBefore(
  present: CallbackSetting | undefined,
  kept: KeptSetting | undefined,
  isRunning: boolean,
): Before {
  if (kept === undefined || isSame(present, kept.before)) {
    return { setting: present, ours: [], words: `so far ${describeSetting(present)}` }
  }
  const { before: setting, ours, port } = kept
  const earlier = setting === undefined ? 'no address was set' : `they went to ${maskUrl(setting.url)}`
  if (present !== undefined && ours.includes(present.url)) {
    const other = isRunning
      ? `another webhook listen, on port ${port}, has the callbacks and gets none from now on`
      : 'the last webhook listen has not put back what was set before it'
    return { setting, ours, words: `${other}; before it ${earlier}` }
  }
  const since = 'somebody has set it since the last webhook listen, which is not put back any more'
  return { setting: present, ours: [], words: `so far ${describeSetting(present)}; ${since}: before it ${earlier}` }
}

function isSame(one: CallbackSetting | undefined, other: CallbackSetting | undefined): boolean {
  return one?.url === other?.url
}

/** Whether somebody listens on a port of this machine. */
export async function isTaken(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const tell = (taken: boolean) => (): void => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', tell(true)).once('error', tell(false))
  })
}

import { posix, win32 } from 'node:path'
import type { Io } from '../io.ts'

/** Where this platform keeps a program's settings; undefined where the environment does not tell whose they would be. */
export function configFolder({ env, platform }: Pick<Io, 'env' | 'platform'>): string | undefined {
  const { APPDATA, HOME, XDG_CONFIG_HOME } = env
  if (platform === 'win32') return APPDATA ? win32.join(APPDATA, 'trtc-call') : undefined
  // The standard says that a relative one is to be ignored.
  if (platform !== 'darwin' && XDG_CONFIG_HOME?.startsWith('/')) return posix.join(XDG_CONFIG_HOME, 'trtc-call')
  if (!HOME) return undefined
  return platform === 'darwin'
    ? posix.join(HOME, 'Library', 'Application Support', 'trtc-call')
    : posix.join(HOME, '.config', 'trtc-call')
}

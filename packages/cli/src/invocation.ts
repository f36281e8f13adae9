import type { Io } from './io.ts'

/** How the reader can start this program: from a package script of a clone there is no `trtc-call` on the path. */
export function invocation({ env }: Pick<Io, 'env'>): string {
  return env.npm_lifecycle_event === undefined ? 'trtc-call' : 'node packages/cli/dist/main.js'
}

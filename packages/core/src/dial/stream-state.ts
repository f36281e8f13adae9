import type { DialStream, HangUpReport } from './types.ts'

/**
 * - `waiting`: not started yet
 * - `running`: started; its task id is unknown when another process started it
 * - `unknown`: it may play: its start had no proper answer, or another process may have started it
 * - `over`: it ended by itself
 * - `stopped`: by us
 * - `none`: it never began here and will not
 */
export type StreamState = 'waiting' | 'running' | 'unknown' | 'over' | 'stopped' | 'none'

/** What stopping it did, where it did not fail. */
export type Stopped = Exclude<HangUpReport['stream'], 'failed'>

export interface StopOptions {
  readonly timeoutMs?: number | undefined
  /** Stop also what another process may have started from the same saved handle. */
  readonly everywhere?: boolean
}

/** What a saved handle knows of its stream. */
export interface SavedStream {
  readonly stream: DialStream
  readonly taskId: string | undefined
  /** Where it was or will be started; stop and describe must go there. */
  readonly region: string | undefined
  /** Whether another process may have gone on with the same handle. */
  readonly isResumed: boolean
}

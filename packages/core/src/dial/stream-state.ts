import type { DialStream, HangUpReport } from './types.ts'

/**
 * - `waiting`: not started yet
 * - `running`: started; the task id is unknown if another process started it
 * - `unknown`: it may be playing: its start had an unknown outcome, or another process may have started it
 * - `ended`: it played to its end or failed
 * - `stopped`: this handle stopped it
 * - `none`: it was never started here and will not be
 */
export type StreamState = 'waiting' | 'running' | 'unknown' | 'ended' | 'stopped' | 'none'

/** What stopping did, unless it failed. */
export type StopResult = Exclude<HangUpReport['stream'], 'failed'>

export interface StopOptions {
  readonly timeoutMs?: number | undefined
  /** Also stop a stream that another process may have started from the same saved handle. */
  readonly includeOtherProcesses?: boolean
}

/** The stream of a saved handle. */
export interface SavedStream {
  readonly stream: DialStream
  readonly taskId: string | undefined
  /** The region where it was or will be started; stop and describe go there too. */
  readonly region: string | undefined
  /** Whether another process may have used the same saved handle. */
  readonly isResumed: boolean
}

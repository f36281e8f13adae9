import type { CallClient } from '../call-client.ts'
import type { Clock } from '../clock.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { TrtcClient } from '../trtc-client.ts'
import type { CallEvents } from './call-events.ts'
import type { PollLimiter } from './poll-limiter.ts'

/** State and clients that all calls of one client share. */
export interface DialContext {
  readonly calls: CallClient
  /** Undefined without cloud access; then no stream can be played. */
  readonly trtc: TrtcClient | undefined
  readonly clock: Clock
  readonly random: () => number
  readonly events: CallEvents | undefined
  readonly callPollLimiter: PollLimiter
  readonly streamPollLimiter: PollLimiter
  /** The meaning of StartStreamIngest's RoomIdType that worked for this client. */
  detectedRoomIdType: IngestRoomIdType | undefined
}

/** Polls of calls use at most a quarter of the vendor's limit of 200 a second, polls of streams half of 20. */
export const callPollsPerSecond = 50
export const streamPollsPerSecond = 10

import type { CallClient } from '../call-client.ts'
import type { Clock } from '../clock.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { TrtcClient } from '../trtc-client.ts'
import type { CallEvents } from './call-events.ts'
import type { PollGate } from './poll-gate.ts'

/** What all calls of one client share. */
export interface DialContext {
  readonly calls: CallClient
  /** Absent when no cloud access was given; then no stream can be played. */
  readonly trtc: TrtcClient | undefined
  readonly clock: Clock
  readonly random: () => number
  readonly events: CallEvents | undefined
  readonly callGate: PollGate
  readonly streamGate: PollGate
  /** What a refusal has taught about StartStreamIngest's RoomIdType, for this client. */
  detectedRoomIdType: IngestRoomIdType | undefined
}

/** Looks at calls take at most a quarter of what the vendor allows per second (200), looks at streams a half (of 20). */
export const callLooksPerSecond = 50
export const streamLooksPerSecond = 10

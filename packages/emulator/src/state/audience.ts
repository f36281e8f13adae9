import { isSameRoom, type Room } from '../room.ts'
import type { Call } from './call.ts'

/** A callee who talks in a call. */
export interface AudienceMember {
  readonly callId: string
  readonly userId: string
}

/** Returns the callees who talk in a room. */
export function audienceOf(live: readonly Call[], room: Room): AudienceMember[] {
  const calls = live.filter((call) => isSameRoom(call.room, room))
  return calls.flatMap((call) =>
    [...call.callees].flatMap(([userId, status]) => (status === 'Calling' ? [{ callId: call.id, userId }] : [])),
  )
}

/** Whether the callees of a call see a bot's stream. In a call to one callee, the apps only show the robot. */
export function sees(call: Call | undefined, bot: string): boolean {
  return call !== undefined && (call.isGroup || call.robot === bot)
}

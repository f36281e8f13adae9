import { isSameRoom, type Room } from '../room.ts'
import type { Call } from './call.ts'

/** Somebody who talks, and in which call. */
export interface Listener {
  readonly callId: string
  readonly userId: string
}

/** Who talks in a room. */
export function audienceOf(live: readonly Call[], room: Room): Listener[] {
  const calls = live.filter((call) => isSameRoom(call.room, room))
  return calls.flatMap((call) =>
    [...call.callees].flatMap(([userId, status]) => (status === 'Calling' ? [{ callId: call.id, userId }] : [])),
  )
}

/** Whether who talks in a call has a bot's stream on the screen: in a call to one there is room for the robot alone. */
export function sees(call: Call | undefined, bot: string): boolean {
  return call !== undefined && (call.isGroup || call.robot === bot)
}

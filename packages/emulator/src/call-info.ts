import { callRoomIdType } from './room.ts'
import type { Call } from './state/call.ts'

/** A live call as the vendor writes it, in the answer to get_call_info and in callbacks. */
export function callInfo({ id, media, room }: Call): { MediaType: Call['media'] } & Record<string, unknown> {
  return { CallId: id, MediaType: media, ChatGroupId: '', RoomId: room.id, RoomIdType: callRoomIdType(room) }
}

/** Who is rung or talks. The robot counts as talking from the start. */
export function presentMembers({ robot, callees }: Call): { User_Account: string; Status: string }[] {
  const members = [[robot, 'Calling'] as const, ...callees]
  return members
    .filter(([, status]) => status === 'Calling' || status === 'Waiting')
    .map(([userId, status]) => ({ User_Account: userId, Status: status }))
}

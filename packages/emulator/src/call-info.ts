import { callRoomIdType } from './room.ts'
import type { Call } from './state/call.ts'

/** A live call in the vendor's format, for get_call_info and callbacks. */
export function callInfo({ id, media, room }: Call): { MediaType: Call['media'] } & Record<string, unknown> {
  return { CallId: id, MediaType: media, ChatGroupId: '', RoomId: room.id, RoomIdType: callRoomIdType(room) }
}

/** The members who ring or talk. The robot has status Calling from the start. */
export function activeMembers({ robot, callees }: Call): { User_Account: string; Status: string }[] {
  const members = [[robot, 'Calling'] as const, ...callees]
  return members
    .filter(([, status]) => status === 'Calling' || status === 'Waiting')
    .map(([userId, status]) => ({ User_Account: userId, Status: status }))
}

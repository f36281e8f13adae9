import type { TrtcClient } from '../trtc-client.ts'
import type { Placement } from './types.ts'
import { isApiError, userNotInRoom } from './vendor-codes.ts'

/** Removes the robot from the room, which ends its stream. Returns whether it was in the room. */
export async function removeRobot(
  trtc: TrtcClient,
  { room, robot }: Placement,
  options: { readonly timeoutMs: number | undefined; readonly region: string | undefined },
): Promise<boolean> {
  const UserIds = [robot]
  try {
    if (room.kind === 'int') await trtc.removeUser({ RoomId: room.id, UserIds }, options)
    else await trtc.removeUserByStrRoomId({ RoomId: room.id, UserIds }, options)
    return true
  } catch (error) {
    if (!isApiError(error, ...userNotInRoom)) throw error
    return false
  }
}

import type { TrtcClient } from '../trtc-client.ts'
import type { Placement } from './types.ts'
import { isRefusedWith, nobodyThere } from './vendor-codes.ts'

/** Takes the robot out of the room, and with it whatever it plays; says whether it was there. */
export async function removeBot(
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
    if (!isRefusedWith(error, ...nobodyThere)) throw error
    return false
  }
}

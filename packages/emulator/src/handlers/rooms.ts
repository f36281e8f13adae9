import { ApiError } from '../api-error.ts'
import type { App } from '../app-state.ts'
import type { Room } from '../room.ts'
import type { Handler } from './handler.ts'

interface RemoveUserBody {
  readonly RoomId: number | string
  readonly UserIds: readonly string[]
}

const removeUser: Handler = (body, { app }) => remove(body as RemoveUserBody, 'int', app)
const removeUserByStrRoomId: Handler = (body, { app }) => remove(body as RemoveUserBody, 'string', app)

export const roomHandlers = { removeUser, removeUserByStrRoomId } satisfies Record<string, Handler>

/** Removes bots and callees. A room without members does not exist. */
function remove({ RoomId, UserIds }: RemoveUserBody, kind: Room['kind'], { tasks, calls }: App): object {
  const room: Room = { kind, id: String(RoomId) }
  const bots = tasks.botsIn(room)
  const people = calls.audience(room)
  if (bots.length + people.length === 0) throw new ApiError('FailedOperation.RoomNotExist', 'the room is empty')
  const removedBots = bots.filter(({ request }) => UserIds.includes(request.userId))
  const removedPeople = people.filter(({ userId }) => UserIds.includes(userId))
  if (removedBots.length + removedPeople.length === 0) {
    throw new ApiError('FailedOperation.UserNotExist', 'these users are not in the room')
  }
  for (const bot of removedBots) bot.end('removed')
  for (const { callId, userId } of removedPeople) {
    const call = calls.find(callId)
    if (call) calls.leave(call, userId, 'Left')
  }
  return {}
}

import { ApiError } from '../api-error.ts'
import type { App } from '../app.ts'
import type { Room } from '../room.ts'
import type { Handler } from './handler.ts'

interface RemoveUserBody {
  readonly RoomId: number | string
  readonly UserIds: readonly string[]
}

const removeUser: Handler = (body, { app }) => remove(body as RemoveUserBody, 'int', app)
const removeUserByStrRoomId: Handler = (body, { app }) => remove(body as RemoveUserBody, 'string', app)

/** By operationId. */
export const roomHandlers = { removeUser, removeUserByStrRoomId } satisfies Record<string, Handler>

/** Takes bots and callees out. A room exists while somebody is in it. */
function remove({ RoomId, UserIds }: RemoveUserBody, kind: Room['kind'], { tasks, calls }: App): object {
  const room: Room = { kind, id: String(RoomId) }
  const bots = tasks.botsIn(room)
  const people = calls.audience(room)
  if (bots.length + people.length === 0) throw new ApiError('FailedOperation.RoomNotExist', 'nobody is in this room')
  const removedBots = bots.filter(({ order }) => UserIds.includes(order.userId))
  const removedPeople = people.filter(({ userId }) => UserIds.includes(userId))
  if (removedBots.length + removedPeople.length === 0) {
    throw new ApiError('FailedOperation.UserNotExist', 'none of these users is in this room')
  }
  for (const bot of removedBots) bot.end('removed')
  for (const { callId, userId } of removedPeople) {
    const call = calls.find(callId)
    if (call) calls.leave(call, userId, 'Left')
  }
  return {}
}

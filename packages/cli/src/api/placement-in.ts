import type { Placement, StartCallByRobotRequest } from '@trtc-call/node'
import { roomOf } from '../client/api-response.ts'

/** What finds the call of a body again when its answer is lost; undefined where it names no room. */
export function placementIn(body: object, sentAt: number): Placement | undefined {
  const { Robot_Account: robot, CalleeList_Account: callees, Timeout, CallInfo } = body as StartCallByRobotRequest
  const room = roomOf(CallInfo.RoomId, CallInfo.RoomIdType)
  return room && { room, robot, callees, sentAt, ringTimeoutMs: Timeout }
}

import type { Placement, StartCallByRobotRequest } from '@trtc-call/node'

/** What finds the call of a body again when its answer is lost; undefined where it names no room. */
export function placementIn(body: object, sentAt: number): Placement | undefined {
  const { Robot_Account: robot, CalleeList_Account: callees, Timeout, CallInfo } = body as StartCallByRobotRequest
  const { RoomId: id, RoomIdType: type } = CallInfo
  if (id === undefined) return undefined
  const room = type === 1 ? { kind: 'int' as const, id: Number(id) } : { kind: 'string' as const, id: String(id) }
  return { room, robot, callees, sentAt, ringTimeoutMs: Timeout }
}

import { Refusal } from '../refusal.ts'
import { callRoomIdType, type Room, roomKind } from '../room.ts'
import type { Call } from '../state/call.ts'
import type { World } from '../world.ts'
import type { Handler } from './handler.ts'

interface StartCallByRobot {
  readonly Robot_Account: string
  readonly CalleeList_Account: readonly string[]
  readonly Timeout: number
  readonly UserData?: string
  readonly CallInfo: CallInfo
}

interface CallInfo {
  readonly MediaType: 'Video' | 'Audio'
  readonly RoomId?: string
  readonly RoomIdType?: number
}

interface NamedCall {
  readonly CallId: string
}

/** Rings everybody who is not refused; when all are, there is no call, though the reply looks like one. */
const startCallByRobot: Handler = (body, { world }) => {
  const request = body as StartCallByRobot
  const callees = [...new Set(request.CalleeList_Account)]
  const results = callees.map((userId) => ({ userId, code: world.phones.resultCode(userId) }))
  const rung = results.filter(({ code }) => code === 0).map(({ userId }) => userId)
  const callId = rung.length === 0 ? world.random.calls.uuid() : start(request, rung, callees.length > 1, world).id
  if (world.settings.startReply === 'reference') return {}
  const CallResult = results.map(({ userId, code }) => ({ Callee_Account: userId, ResultCode: code }))
  return { Response: { CallId: callId, CallResult } }
}

const getCallInfo: Handler = (body, { world }) => {
  const { id, media, room, robot, callees } = findCall(body, world)
  const members = [[robot, 'Calling'] as const, ...callees].filter(([, status]) => isPresent(status))
  return {
    Response: {
      CallInfo: { CallId: id, MediaType: media, ChatGroupId: '', RoomId: room.id, RoomIdType: callRoomIdType(room) },
      UserList: members.map(([userId, status]) => ({ User_Account: userId, Status: status })),
    },
  }
}

const endCall: Handler = (body, { world }) => {
  world.calls.endForAll(findCall(body, world))
  return {}
}

/** By operationId. */
export const callHandlers = { startCallByRobot, getCallInfo, endCall } satisfies Record<string, Handler>

function start(
  request: StartCallByRobot,
  callees: readonly string[],
  isGroup: boolean,
  { calls, random }: World,
): Call {
  return calls.start({
    robot: request.Robot_Account,
    callees,
    isGroup,
    media: request.CallInfo.MediaType,
    room: roomOf(request.CallInfo, random),
    timeoutMs: request.Timeout,
    userData: request.UserData ?? '',
  })
}

/** Which room the vendor takes when none is given is not documented; here it is a fresh string room. */
function roomOf({ RoomId, RoomIdType }: CallInfo, { rooms }: World['random']): Room {
  const kind = RoomIdType === undefined ? undefined : roomKind(RoomIdType, 'call')
  return kind && RoomId !== undefined ? { kind, id: RoomId } : { kind: 'string', id: `call-${rooms.uuid()}` }
}

function findCall(body: unknown, { calls }: World): Call {
  const call = calls.find((body as NamedCall).CallId)
  if (!call) throw new Refusal(101004, 'the call never existed or has ended')
  return call
}

function isPresent(status: string): boolean {
  return status === 'Calling' || status === 'Waiting'
}

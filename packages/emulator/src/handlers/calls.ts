import { ApiError } from '../api-error.ts'
import type { App } from '../app.ts'
import { callInfo, presentMembers } from '../call-info.ts'
import type { World } from '../emulator-state.ts'
import { type Room, roomKind } from '../room.ts'
import type { Call } from '../state/call.ts'
import type { Ring } from '../state/calls.ts'
import type { Handler } from './handler.ts'

interface StartCallByRobot {
  readonly Robot_Account: string
  readonly CalleeList_Account: readonly string[]
  readonly Timeout: number
  readonly UserData?: string
  readonly CallInfo: CallInfo
  readonly OfflinePushInfo?: { readonly PushFlag?: number }
}

interface CallInfo {
  readonly MediaType: 'Video' | 'Audio'
  readonly RoomId?: string
  readonly RoomIdType?: number
}

interface NamedCall {
  readonly CallId: string
}

const notImported = 70107

/** Rings everybody who is not refused; when all are, there is no call, though the reply looks like one. */
const startCallByRobot: Handler = (body, { app, world }) => {
  const { settings, random } = world
  const request = body as StartCallByRobot
  const callees = [...new Set(request.CalleeList_Account)]
  checkMayRing(request.Robot_Account, callees, app, settings)
  const results = callees.map((userId) => ({ userId, code: resultCode(userId, app, settings) }))
  const rung = results.filter(({ code }) => code === 0).map(({ userId }) => userId)
  const ring = { ...ringOf(request, random), callees: rung, isGroup: callees.length > 1 }
  const callId = rung.length === 0 ? random.calls.uuid() : app.calls.start(ring).id
  if (settings.startResponse === 'reference') return {}
  const CallResult = results.map(({ userId, code }) => ({ Callee_Account: userId, ResultCode: code }))
  return { Response: { CallId: callId, CallResult } }
}

const getCallInfo: Handler = (body, { app }) => {
  const call = findCall(body, app)
  return { Response: { CallInfo: callInfo(call), UserList: presentMembers(call) } }
}

const endCall: Handler = (body, { app }) => {
  app.calls.endForAll(findCall(body, app))
  return {}
}

/** By operationId. */
export const callHandlers = { startCallByRobot, getCallInfo, endCall } satisfies Record<string, Handler>

/** Which codes the vendor has for these is not documented. */
function checkMayRing(robot: string, callees: readonly string[], { accounts }: App, settings: World['settings']): void {
  if (settings.edition === '1v1' && callees.length > 1) {
    throw new ApiError(101002, 'the 1v1 edition has no calls to several; the emulator has it in its option edition')
  }
  if (settings.accounts === 'strict' && !accounts.has(robot)) {
    throw new ApiError(notImported, 'Robot_Account was never imported; account_import does that')
  }
}

function resultCode(userId: string, { accounts, phones }: App, settings: World['settings']): number {
  const isStranger = settings.accounts === 'strict' && !accounts.has(userId)
  return isStranger ? notImported : phones.resultCode(userId)
}

function ringOf(request: StartCallByRobot, random: World['random']): Omit<Ring, 'callees' | 'isGroup'> {
  return {
    robot: request.Robot_Account,
    media: request.CallInfo.MediaType,
    room: roomOf(request.CallInfo, random),
    timeoutMs: request.Timeout,
    userData: request.UserData ?? '',
    pushes: request.OfflinePushInfo?.PushFlag !== 1,
  }
}

/** Which room the vendor takes when none is given is not documented; here it is a fresh string room. */
function roomOf({ RoomId, RoomIdType }: CallInfo, { rooms }: World['random']): Room {
  const kind = RoomIdType === undefined ? undefined : roomKind(RoomIdType, 'call')
  return kind && RoomId !== undefined ? { kind, id: RoomId } : { kind: 'string', id: `call-${rooms.uuid()}` }
}

function findCall(body: unknown, { calls }: App): Call {
  const call = calls.find((body as NamedCall).CallId)
  if (!call) throw new ApiError(101004, 'the call never existed or has ended')
  return call
}

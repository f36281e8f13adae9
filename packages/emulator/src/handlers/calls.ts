import { ApiError } from '../api-error.ts'
import type { App } from '../app-state.ts'
import { activeMembers, callInfo } from '../call-info.ts'
import type { EmulatorState } from '../emulator-state.ts'
import { type Room, roomKind } from '../room.ts'
import type { Call } from '../state/call.ts'
import type { CallRequest } from '../state/calls.ts'
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

/** Rings all callees that have no ResultCode. If all have one, the response still has a CallId, but no call exists. */
const startCallByRobot: Handler = (body, { app, state }) => {
  const { settings, random } = state
  const request = body as StartCallByRobot
  const callees = [...new Set(request.CalleeList_Account)]
  checkAllowed(request.Robot_Account, callees, app, settings)
  const results = callees.map((userId) => ({ userId, code: resultCode(userId, app, settings) }))
  const ringing = results.filter(({ code }) => code === 0).map(({ userId }) => userId)
  const call = { ...callRequest(request, random), callees: ringing, isGroup: callees.length > 1 }
  const callId = ringing.length === 0 ? random.calls.uuid() : app.calls.start(call).id
  if (settings.startResponse === 'reference') return {}
  const CallResult = results.map(({ userId, code }) => ({ Callee_Account: userId, ResultCode: code }))
  return { Response: { CallId: callId, CallResult } }
}

const getCallInfo: Handler = (body, { app }) => {
  const call = findCall(body, app)
  return { Response: { CallInfo: callInfo(call), UserList: activeMembers(call) } }
}

const endCall: Handler = (body, { app }) => {
  app.calls.endForAll(findCall(body, app))
  return {}
}

export const callHandlers = { startCallByRobot, getCallInfo, endCall } satisfies Record<string, Handler>

/** The vendor's codes for these cases are undocumented. */
function checkAllowed(
  robot: string,
  callees: readonly string[],
  { accounts }: App,
  settings: EmulatorState['settings'],
): void {
  if (settings.edition === '1v1' && callees.length > 1) {
    throw new ApiError(101002, 'the 1v1 edition has no group calls; see the option edition of the emulator')
  }
  if (settings.accounts === 'strict' && !accounts.has(robot)) {
    throw new ApiError(notImported, 'Robot_Account was not imported; use account_import')
  }
}

function resultCode(userId: string, { accounts, phones }: App, settings: EmulatorState['settings']): number {
  const isUnknown = settings.accounts === 'strict' && !accounts.has(userId)
  return isUnknown ? notImported : phones.resultCode(userId)
}

function callRequest(
  request: StartCallByRobot,
  random: EmulatorState['random'],
): Omit<CallRequest, 'callees' | 'isGroup'> {
  return {
    robot: request.Robot_Account,
    media: request.CallInfo.MediaType,
    room: roomOf(request.CallInfo, random),
    timeoutMs: request.Timeout,
    userData: request.UserData ?? '',
    pushes: request.OfflinePushInfo?.PushFlag !== 1,
  }
}

/** Without a room, creates a new string room. The vendor's choice is undocumented. */
function roomOf({ RoomId, RoomIdType }: CallInfo, { rooms }: EmulatorState['random']): Room {
  const kind = RoomIdType === undefined ? undefined : roomKind(RoomIdType, 'call')
  return kind && RoomId !== undefined ? { kind, id: RoomId } : { kind: 'string', id: `call-${rooms.uuid()}` }
}

function findCall(body: unknown, { calls }: App): Call {
  const call = calls.find((body as NamedCall).CallId)
  if (!call) throw new ApiError(101004, 'the call does not exist or has ended')
  return call
}

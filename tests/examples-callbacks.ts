import type { CallView, Emulator } from '@trtc-call/emulator'
import { callbackSecret } from './examples.ts'

/** The callbacks in the format of the vendor's pages. */
export type CallbackBody = { readonly CallbackCommand: string } & Readonly<Record<string, unknown>>

/** A callee has answered. */
export function answeredCallback(emulator: Emulator, callId: string, userId: string): CallbackBody {
  return {
    CallbackCommand: 'Call.CallbackAfterMemberChanged',
    CallId: callId,
    UserList: callOf(emulator, callId).members.map((each) => ({ User_Account: each.userId, Status: each.status })),
    ChangedUserList: [{ User_Account: userId, ActionType: 'Accept' }],
    EventTime: emulator.now(),
  }
}

/** The call has ended. */
export function endedCallback(emulator: Emulator, callId: string): CallbackBody {
  const call = callOf(emulator, callId)
  return {
    CallbackCommand: 'Call.CallbackAfterEndCall',
    CallRecord: {
      CallId: callId,
      Caller_Account: call.robot,
      MediaType: call.media,
      CallType: 'SingleCall',
      StartTime: seconds(call.startedAt),
      AcceptTime: seconds(call.answeredAt),
      EndTime: seconds(call.endedAt),
      CallResult: call.result,
      CalleeList_Account: call.members.map(({ userId }) => userId),
      RoomId: String(call.room.id),
      RoomIdType: call.room.kind === 'int' ? 1 : 2,
    },
    EventTime: emulator.now(),
  }
}

/** Posts a callback like the vendor, to a URL with our secret in its query. */
export function postCallback(url: string, { credentials }: Emulator, body: CallbackBody): Promise<Response> {
  const query = new URLSearchParams({
    token: callbackSecret,
    SdkAppid: String(credentials.sdkAppId),
    CallbackCommand: body.CallbackCommand,
    contenttype: 'json',
    ClientIP: '127.0.0.1',
    OptPlatform: 'RESTAPI',
  })
  const headers = { 'Content-Type': 'application/json' }
  return fetch(`${url}?${query}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

function callOf(emulator: Emulator, callId: string): CallView {
  const call = emulator.calls().find((each) => each.callId === callId)
  if (call === undefined) throw new Error(`the emulator has no call ${callId}`)
  return call
}

/** Zero for never. */
function seconds(timeMs: number | undefined): number {
  return Math.floor((timeMs ?? 0) / 1000)
}

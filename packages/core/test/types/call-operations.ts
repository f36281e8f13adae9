import type { callOperations } from '@trtc-call/spec'
import { type CallClient, callRoom, intRoom, type StartCallByRobotRequest, stringRoom } from '../../src/index.ts'

/** One function per operation that must compile, except where it says that it must not. None is ever called. */
export const callCases: Record<keyof typeof callOperations, (calls: CallClient) => unknown> = {
  startCallByRobot: (calls) => {
    const { signal } = new AbortController()
    const who = { Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000 } as const
    const body: StartCallByRobotRequest = { ...who, CallInfo: { MediaType: 'Video' } }
    calls.startCallByRobot(body)
    calls.startCallByRobot(body, { signal, timeoutMs: 5_000 })
    calls.startCallByRobot({ ...body, UserData: undefined, OfflinePushInfo: { PushFlag: 0 } })
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', RoomId: '42', RoomIdType: 1 } })
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', RoomId: 'room-42', RoomIdType: 2 } })
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', ...callRoom(stringRoom('room-42')) } })
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', ...callRoom(intRoom(42)) } })
    calls.startCallByRobot({ ...body, OfflinePushInfo: { AndroidInfo: { OPPOCategory: 'IM', OPPONotifyLevel: 16 } } })
    // @ts-expect-error: a typo in the options
    calls.startCallByRobot(body, { singal: signal })
    // @ts-expect-error: a time-out under another name
    calls.startCallByRobot(body, { timeout: 5_000 })
    // @ts-expect-error: an unknown field
    calls.startCallByRobot({ ...body, Media: 'Video' })
    // @ts-expect-error: a field in wrong letters
    calls.startCallByRobot({ ...body, Userdata: 'x' })
    // @ts-expect-error: no CallInfo
    calls.startCallByRobot(who)
    // @ts-expect-error: no body
    calls.startCallByRobot()
    // @ts-expect-error: callees in a string
    calls.startCallByRobot({ ...body, CalleeList_Account: 'jack' })
    // @ts-expect-error: a time-out in a string
    calls.startCallByRobot({ ...body, Timeout: '30000' })
    // @ts-expect-error: media in small letters
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'video' } })
    // @ts-expect-error: a room without its type
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', RoomId: 'room-42' } })
    // @ts-expect-error: a room type without a room
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', RoomIdType: 2 } })
    // @ts-expect-error: a third kind of room
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', RoomId: '42', RoomIdType: 3 } })
    // @ts-expect-error: a room id that is a number
    calls.startCallByRobot({ ...who, CallInfo: { MediaType: 'Audio', RoomId: 42, RoomIdType: 1 } })
    // @ts-expect-error: a room that is not one of the two kinds
    callRoom('room-42')
    // @ts-expect-error: a level without its category
    calls.startCallByRobot({ ...body, OfflinePushInfo: { AndroidInfo: { OPPONotifyLevel: 16 } } })
    // @ts-expect-error: the style of vivo is text
    calls.startCallByRobot({ ...body, OfflinePushInfo: { AndroidInfo: { VIVONotifyType: 4 } } })
    // @ts-expect-error: a field that the response does not have
    calls.startCallByRobot(body).then(({ CallID }) => CallID)
    return calls.startCallByRobot(body).then(({ CallId, RequestId }): (string | undefined)[] => [CallId, RequestId])
  },
  getCallInfo: (calls) => {
    // @ts-expect-error: the id in wrong letters
    calls.getCallInfo({ CallID: 'c-1' })
    // @ts-expect-error: no id
    calls.getCallInfo({})
    return calls.getCallInfo({ CallId: 'c-1' }).then(({ UserList }) => UserList?.map(({ Status }) => Status))
  },
  endCall: (calls) => {
    // @ts-expect-error: the id without an object
    calls.endCall('c-1')
    // @ts-expect-error: an id that is a number
    calls.endCall({ CallId: 1 })
    // @ts-expect-error: a field too many
    calls.endCall({ CallId: 'c-1', Reason: 'done' })
    return calls.endCall({ CallId: 'c-1' }).then(({ RequestId }) => RequestId)
  },
  getRecordByCallid: (calls) => {
    // @ts-expect-error: no id
    calls.getRecordByCallid({})
    // @ts-expect-error: an unknown field
    calls.getRecordByCallid({ CallId: 'c-1', Page: 1 })
    return calls.getRecordByCallid({ CallId: 'c-1' }).then(({ CallRecord }) => CallRecord)
  },
  getRecordByFilter: (calls) => {
    calls.getRecordByFilter({})
    // @ts-expect-error: a result that no page lists
    calls.getRecordByFilter({ CallResult: 'Completed' })
    // @ts-expect-error: times are numbers of seconds
    calls.getRecordByFilter({ StartTime: new Date() })
    // @ts-expect-error: an unknown field
    calls.getRecordByFilter({ Limit: 10 })
    return calls.getRecordByFilter({ CallResult: 'NotAnswer', Page: 1, NumberPerPage: 10 })
  },
  setCallback: (calls) => {
    // @ts-expect-error: a callback that there is not
    calls.setCallback({ Url: 'https://x.example', CallbackCommandList: ['Call.CallbackBeforeStartCall'] })
    // @ts-expect-error: no list
    calls.setCallback({ Url: 'https://x.example' })
    // @ts-expect-error: the address in wrong letters
    calls.setCallback({ URL: 'https://x.example', CallbackCommandList: [] })
    return calls.setCallback({ Url: 'https://x.example', CallbackCommandList: ['Call.CallbackAfterEndCall'] })
  },
  getCallback: (calls) => {
    calls.getCallback()
    // @ts-expect-error: it takes no fields
    calls.getCallback({ Url: 'https://x.example' })
    return calls.getCallback({}, { timeoutMs: 1_000 })
  },
  deleteCallback: (calls) => {
    calls.deleteCallback()
    // @ts-expect-error: it takes no fields
    calls.deleteCallback({ Url: 'https://x.example' })
    return calls.deleteCallback({})
  },
  accountImport: (calls) => {
    // @ts-expect-error: the id in wrong letters
    calls.accountImport({ UserId: 'jack' })
    // @ts-expect-error: no id
    calls.accountImport({ Nick: 'Jack' })
    return calls.accountImport({ UserID: 'jack', Nick: 'Jack', FaceUrl: 'https://x.example/jack.png' })
  },
  multiaccountImport: (calls) => {
    // @ts-expect-error: accounts are objects
    calls.multiaccountImport({ AccountList: ['jack'] })
    // @ts-expect-error: the list under its older name
    calls.multiaccountImport({ Accounts: ['jack'] })
    return calls.multiaccountImport({ AccountList: [{ UserID: 'jack' }, { UserID: 'jill', Nick: 'Jill' }] })
  },
  accountCheck: (calls) => {
    // @ts-expect-error: no list
    calls.accountCheck({})
    // @ts-expect-error: a field too many
    calls.accountCheck({ CheckItem: [{ UserID: 'jack', Nick: 'Jack' }] })
    return calls.accountCheck({ CheckItem: [{ UserID: 'jack' }] })
  },
  portraitSet: (calls) => {
    // @ts-expect-error: no fields to set
    calls.portraitSet({ From_Account: 'robot' })
    // @ts-expect-error: a value that is a number
    calls.portraitSet({ From_Account: 'robot', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 1 }] })
    return calls.portraitSet({ From_Account: 'robot', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Robot' }] })
  },
  queryOnlineStatus: (calls) => {
    // @ts-expect-error: accounts in a string
    calls.queryOnlineStatus({ To_Account: 'jack' })
    // @ts-expect-error: true instead of 1
    calls.queryOnlineStatus({ To_Account: ['jack'], IsNeedDetail: true })
    return calls.queryOnlineStatus({ To_Account: ['jack'], IsNeedDetail: 1 })
  },
}

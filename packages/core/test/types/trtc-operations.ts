import type { trtcOperations } from '@trtc-call/spec'
import { ingestRoom, intRoom, type StartStreamIngestRequest, stringRoom, type TrtcClient } from '../../src/index.ts'

/** One function per operation that must compile, except where it says that it must not. None is ever called. */
export const trtcCases: Record<keyof typeof trtcOperations, (trtc: TrtcClient) => unknown> = {
  startStreamIngest: (trtc) => {
    const { signal } = new AbortController()
    const bot = { UserId: 'robot', UserSig: 'eJw', StreamUrl: 'https://x.example/a.mp4' } as const
    const body: StartStreamIngestRequest = { ...bot, RoomId: 'room-42', RoomIdType: 1 }
    trtc.startStreamIngest(body, { signal, timeoutMs: 5_000, ingestRoomIdType: 'reference' })
    trtc.startStreamIngest({ ...bot, ...ingestRoom(intRoom(42)) })
    trtc.startStreamIngest({ ...bot, ...ingestRoom(stringRoom('room-42'), 'reference') })
    trtc.startStreamIngest({ ...body, SdkAppId: 1400000001 })
    trtc.startStreamIngest({ ...body, RepeatNum: 3 })
    trtc.startStreamIngest({ ...body, RepeatNum: -1 })
    trtc.startStreamIngest({ ...body, RepeatNum: -1, MaxDuration: 10 })
    // @ts-expect-error: a typo in the options
    trtc.startStreamIngest(body, { singal: signal })
    // @ts-expect-error: a convention that there is not
    trtc.startStreamIngest(body, { ingestRoomIdType: 'manual' })
    // @ts-expect-error: an unknown field
    trtc.startStreamIngest({ ...body, Loop: true })
    // @ts-expect-error: another spelling of the app id
    trtc.startStreamIngest({ ...body, SDKAppId: 1400000001 })
    // @ts-expect-error: no room
    trtc.startStreamIngest(bot)
    // @ts-expect-error: a room without its type
    trtc.startStreamIngest({ ...bot, RoomId: 'room-42' })
    // @ts-expect-error: a room type without a room
    trtc.startStreamIngest({ ...bot, RoomIdType: 1 })
    // @ts-expect-error: a kind of room that only calls have
    trtc.startStreamIngest({ ...bot, RoomId: 'room-42', RoomIdType: 2 })
    // @ts-expect-error: a third kind of room
    trtc.startStreamIngest({ ...bot, RoomId: 'room-42', RoomIdType: 3 })
    // @ts-expect-error: a room id that is a number
    trtc.startStreamIngest({ ...bot, RoomId: 42, RoomIdType: 0 })
    // @ts-expect-error: a room that is not one of the two kinds
    ingestRoom({ kind: 'number', id: 42 })
    // @ts-expect-error: no UserSig
    trtc.startStreamIngest({ ...ingestRoom(intRoom(42)), UserId: 'robot', StreamUrl: 'https://x.example/a.mp4' })
    // @ts-expect-error: no StreamUrl
    trtc.startStreamIngest({ ...ingestRoom(intRoom(42)), UserId: 'robot', UserSig: 'eJw' })
    // @ts-expect-error: a duration without repetition
    trtc.startStreamIngest({ ...body, MaxDuration: 10 })
    // @ts-expect-error: a duration with a counted repetition
    trtc.startStreamIngest({ ...body, RepeatNum: 3, MaxDuration: 10 })
    // @ts-expect-error: a speed between the steps
    trtc.startStreamIngest({ ...body, Tempo: 1.1 })
    return trtc.startStreamIngest(body).then(({ TaskId, RequestId }) => [TaskId, RequestId])
  },
  stopStreamIngest: (trtc) => {
    // @ts-expect-error: no task
    trtc.stopStreamIngest({})
    // @ts-expect-error: the task in wrong letters
    trtc.stopStreamIngest({ TaskID: 't-1' })
    // @ts-expect-error: the task without an object
    trtc.stopStreamIngest('t-1')
    return trtc.stopStreamIngest({ TaskId: 't-1' })
  },
  updateStreamIngest: (trtc) => {
    // @ts-expect-error: a field of the start alone
    trtc.updateStreamIngest({ TaskId: 't-1', RepeatNum: 2 })
    // @ts-expect-error: 1 instead of true
    trtc.updateStreamIngest({ TaskId: 't-1', IsPause: 1 })
    // @ts-expect-error: no task
    trtc.updateStreamIngest({ Volume: 50 })
    return trtc.updateStreamIngest({ TaskId: 't-1', Volume: 50, IsPause: true })
  },
  describeStreamIngest: (trtc) => {
    // @ts-expect-error: no task
    trtc.describeStreamIngest({})
    // @ts-expect-error: a task id that is a number
    trtc.describeStreamIngest({ TaskId: 1 })
    return trtc.describeStreamIngest({ TaskId: 't-1' }).then(({ Status }) => Status)
  },
  removeUser: (trtc) => {
    // @ts-expect-error: a string room has an operation of its own
    trtc.removeUser({ RoomId: 'room-42', UserIds: ['robot'] })
    // @ts-expect-error: the users under another name
    trtc.removeUser({ RoomId: 42, Users: ['robot'] })
    return trtc.removeUser({ RoomId: 42, UserIds: ['robot'] })
  },
  removeUserByStrRoomId: (trtc) => {
    // @ts-expect-error: an int room has an operation of its own
    trtc.removeUserByStrRoomId({ RoomId: 42, UserIds: ['robot'] })
    // @ts-expect-error: one user in a string
    trtc.removeUserByStrRoomId({ RoomId: 'room-42', UserIds: 'robot' })
    return trtc.removeUserByStrRoomId({ RoomId: 'room-42', UserIds: ['robot'] })
  },
}

import type { Case } from '../case.ts'

const ring = "Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30000"
const task = "UserId: 'robot', UserSig: key, StreamUrl: 'https://example.com/a.mp4'"
const named = "RoomId: 'room-42', RoomIdType: 1"

/** Bodies of requests, and what can be read from replies. */
export const requestCases: readonly Case[] = [
  {
    name: 'an unknown field of a body',
    right: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video' } })`,
    wrong: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video' }, Priority: 1 })`,
    says: 'Priority',
    code: 2353,
  },
  {
    name: 'a missing field of a body',
    right: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video' } })`,
    wrong:
      "calls.startCallByRobot({ Robot_Account: 'robot', CalleeList_Account: ['jack'], CallInfo: { MediaType: 'Video' } })",
    says: 'Timeout',
    code: [2345, 2741],
  },
  {
    name: 'a kind of call in small letters',
    right: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Audio' } })`,
    wrong: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'audio' } })`,
    says: 'audio',
    code: 2820,
  },
  {
    name: 'a room without its kind',
    right: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video', RoomId: '1', RoomIdType: 1 } })`,
    wrong: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video', RoomId: '1' } })`,
    says: 'RoomIdType',
    code: 2322,
  },
  {
    name: 'a kind of room that only the other interface has',
    right: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video', RoomId: '1', RoomIdType: 2 } })`,
    wrong: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video', RoomId: '1', RoomIdType: 0 } })`,
    says: "Type '0' is not assignable",
    code: 2322,
  },
  {
    name: 'the room fields of the other interface',
    right: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video', ...rtc.callRoom(room) } })`,
    wrong: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video', ...rtc.ingestRoom(room) } })`,
    says: 'RoomIdType',
    code: 2322,
  },
  {
    name: 'a limit of time for a stream that does not loop',
    right: `trtc.startStreamIngest({ ${task}, ${named}, RepeatNum: -1, MaxDuration: 10 })`,
    wrong: `trtc.startStreamIngest({ ${task}, ${named}, MaxDuration: 10 })`,
    says: 'RepeatNum',
    code: 2345,
  },
  {
    name: 'a limit of time for a stream that plays three times',
    right: `trtc.startStreamIngest({ ${task}, ${named}, RepeatNum: 3 })`,
    wrong: `trtc.startStreamIngest({ ${task}, ${named}, RepeatNum: 3, MaxDuration: 10 })`,
    says: 'MaxDuration',
    code: 2345,
  },
  {
    name: 'a speed that does not exist',
    right: `trtc.startStreamIngest({ ${task}, ${named}, Tempo: 2 })`,
    wrong: `trtc.startStreamIngest({ ${task}, ${named}, Tempo: 3 })`,
    says: "Type '3' is not assignable",
    code: 2322,
  },
  {
    name: 'a stream without its address',
    right: `trtc.startStreamIngest({ ${task}, ...rtc.ingestRoom(room) })`,
    wrong: "trtc.startStreamIngest({ UserId: 'robot', UserSig: key, ...rtc.ingestRoom(room) })",
    says: 'StreamUrl',
    code: 2345,
  },
  {
    name: 'a field that no reply has',
    right: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video' } }).then((reply) => reply.CallId)`,
    wrong: `calls.startCallByRobot({ ${ring}, CallInfo: { MediaType: 'Video' } }).then((reply) => reply.TaskId)`,
    says: 'TaskId',
    code: 2339,
  },
]

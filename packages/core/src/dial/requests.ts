import {
  callOperations,
  type StartCallByRobotRequest,
  type StartStreamIngestRequest,
  trtcOperations,
} from '@trtc-call/spec'
import { callRoom, type IngestRoomIdType, ingestRoom, type Room } from '../room.ts'
import { findFault } from '../validate.ts'
import type { DialRequest, DialStream, Placement } from './types.ts'

const defaultRingTimeoutMs = 30_000
const defaultLoopMs = 10 * 60_000
const mostCallees = 8

/** The body that rings. */
export function ringBody(request: DialRequest, room: Room): StartCallByRobotRequest {
  return {
    Robot_Account: request.robot,
    CalleeList_Account: request.callees,
    Timeout: request.ringTimeoutMs ?? defaultRingTimeoutMs,
    CallInfo: { MediaType: request.media === 'audio' ? 'Audio' : 'Video', ...callRoom(room) },
    UserData: request.userData,
    OfflinePushInfo: request.push,
  }
}

/** The body that plays. The bot is the robot itself: the callees' apps show nobody else. */
export function streamBody(
  stream: DialStream,
  { robot, room }: Pick<Placement, 'robot' | 'room'>,
  userSig: string,
  convention: IngestRoomIdType,
): StartStreamIngestRequest {
  const looping = stream.repeat === 'forever'
  const times = looping
    ? { RepeatNum: -1 as const, MaxDuration: Math.ceil((stream.maxDurationMs ?? defaultLoopMs) / 60_000) }
    : { RepeatNum: stream.repeat }
  return {
    ...ingestRoom(room, convention),
    UserId: robot,
    UserSig: userSig,
    StreamUrl: stream.url,
    PrivateMapKey: stream.privateMapKey,
    SeekSecond: stream.seekMs === undefined ? undefined : Math.floor(stream.seekMs / 1000),
    Volume: stream.volume,
    ...times,
  } as StartStreamIngestRequest
}

/** For how long the bot's UserSig has to last: a day, or as long as a loop may run and an hour more. */
export function streamSigLifetimeMs({ maxDurationMs = 0 }: DialStream): number {
  return Math.max(24 * 60 * 60_000, maxDurationMs + 60 * 60_000)
}

/** @throws TypeError in the words of `dial`'s own options, before anything rings. */
export function checkDial(request: DialRequest, room: Room): void {
  const { callees, media, stream } = request
  refuseStrangers(request, dialFields, '')
  if (media !== 'audio' && media !== 'video') throw new TypeError('dial: media must be "audio" or "video"')
  refuse(findFault(callOperations.startCallByRobot.body, ringBody(request, room), 'guide'))
  if (callees.length > mostCallees) {
    throw new TypeError(
      `dial: callees has ${callees.length} entries; more than ${mostCallees} do not ring, because the callees' apps drop the invitation`,
    )
  }
  if (new Set(callees).size < callees.length) throw new TypeError('dial: callees has the same user twice')
  if (callees.includes(request.robot)) throw new TypeError('dial: the robot cannot be one of the callees')
  if (stream !== undefined) checkStream(stream, { robot: request.robot, room })
}

function checkStream(stream: DialStream, placement: Pick<Placement, 'robot' | 'room'>): void {
  if (typeof stream !== 'object' || stream === null) throw new TypeError('dial: stream must be an object')
  refuseStrangers(stream, streamFields, 'stream.')
  const { when = 'answered', whenEnded = 'hang-up', repeat = 1 } = stream
  if (when !== 'answered' && when !== 'now') throw new TypeError('dial: stream.when must be "answered" or "now"')
  if (whenEnded !== 'hang-up' && whenEnded !== 'keep') {
    throw new TypeError('dial: stream.whenEnded must be "hang-up" or "keep"')
  }
  if (repeat !== 'forever' && !(Number.isInteger(repeat) && repeat >= 1 && repeat <= 1000)) {
    throw new TypeError('dial: stream.repeat must be an integer from 1 to 1000, or "forever"')
  }
  if (stream.maxDurationMs !== undefined && repeat !== 'forever') {
    throw new TypeError('dial: stream.maxDurationMs may only be given with stream.repeat "forever"')
  }
  const body = { SdkAppId: 1, ...streamBody(stream, placement, stream.userSig ?? 'made when it starts', 'guide') }
  refuse(findFault(trtcOperations.startStreamIngest.body, body, 'guide'))
}

const dialFields: Readonly<Record<keyof DialRequest, true>> = {
  robot: true,
  callees: true,
  media: true,
  ringTimeoutMs: true,
  room: true,
  userData: true,
  push: true,
  stream: true,
}

const streamFields: Readonly<Record<keyof DialStream, true>> = {
  url: true,
  when: true,
  repeat: true,
  maxDurationMs: true,
  seekMs: true,
  volume: true,
  whenEnded: true,
  userSig: true,
  privateMapKey: true,
}

/** A mistyped option would ring with the default in its place. */
function refuseStrangers(given: object, known: object, path: string): void {
  const stranger = Object.keys(given).find((name) => !(name in known))
  if (stranger !== undefined) throw new TypeError(`dial: there is no option ${path}${stranger}`)
}

const names: Readonly<Record<string, string>> = {
  Robot_Account: 'robot',
  CalleeList_Account: 'callees',
  Timeout: 'ringTimeoutMs',
  UserData: 'userData',
  OfflinePushInfo: 'push',
  UserSig: 'stream.userSig',
  StreamUrl: 'stream.url',
  PrivateMapKey: 'stream.privateMapKey',
  SeekSecond: 'stream.seekMs / 1000',
  Volume: 'stream.volume',
  MaxDuration: 'stream.maxDurationMs / 60000',
}

function refuse(fault: string | undefined): void {
  if (fault === undefined) return
  throw new TypeError(`dial: ${fault.replace(/^\w+/, (name) => names[name] ?? name)}`)
}

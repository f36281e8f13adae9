import {
  callOperations,
  type StartCallByRobotRequest,
  type StartStreamIngestRequest,
  trtcOperations,
} from '@trtc-call/spec'
import { refuseUnknown } from '../refuse-unknown.ts'
import { callRoom, type IngestRoomIdType, ingestRoom, type Room } from '../room.ts'
import { findFault } from '../validate.ts'
import type { DialOptions, DialRequest, DialStream, Placement } from './types.ts'

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
  if (room.kind !== 'int' && room.kind !== 'string') {
    throw new TypeError('dial: room must be intRoom(1001) or stringRoom("room-42")')
  }
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
  refuseUnknown('dial', stream, streamFields, 'stream.')
  const { start = 'on-answer', onEnd = 'hang-up', repeat = 1 } = stream
  if (start !== 'on-answer' && start !== 'immediately')
    throw new TypeError('dial: stream.start must be "on-answer" or "immediately"')
  if (onEnd !== 'hang-up' && onEnd !== 'stay') {
    throw new TypeError('dial: stream.onEnd must be "hang-up" or "stay"')
  }
  if (repeat !== 'forever' && !(Number.isInteger(repeat) && repeat >= 1 && repeat <= 1000)) {
    throw new TypeError('dial: stream.repeat must be an integer from 1 to 1000, or "forever"')
  }
  if (stream.maxDurationMs !== undefined && repeat !== 'forever') {
    throw new TypeError('dial: stream.maxDurationMs may only be given with stream.repeat "forever"')
  }
  checkDurations(stream)
  const body = { SdkAppId: 1, ...streamBody(stream, placement, stream.userSig ?? 'made when it starts', 'guide') }
  refuse(findFault(trtcOperations.startStreamIngest.body, body, 'guide'))
}

/** The vendor counts in minutes and seconds: to round what is far too small would hide that another unit was meant. */
function checkDurations({ maxDurationMs, seekMs }: DialStream): void {
  const [least, most] = [60_000, 7 * 24 * 60 * 60_000]
  if (maxDurationMs !== undefined && !(maxDurationMs >= least && maxDurationMs <= most)) {
    throw new TypeError(
      `dial: stream.maxDurationMs must be a number of milliseconds from ${least} to ${most}, got ${maxDurationMs}`,
    )
  }
  if (seekMs !== undefined && seekMs !== 0 && !(seekMs >= 1_000)) {
    throw new TypeError(`dial: stream.seekMs must be 0, or a number of milliseconds from 1000, got ${seekMs}`)
  }
}

/** @throws TypeError for an option that there is not. */
export function checkOptions(request: DialRequest, options: DialOptions): void {
  refuseUnknown('dial', request, dialFields)
  refuseUnknown('dial', options, { signal: true, until: true, onPlaced: true } satisfies Record<
    keyof DialOptions,
    true
  >)
  const { until = 'playing' } = options
  if (until !== 'playing' && until !== 'placed') throw new TypeError('dial: until must be "playing" or "placed"')
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
  start: true,
  repeat: true,
  maxDurationMs: true,
  seekMs: true,
  volume: true,
  onEnd: true,
  userSig: true,
  privateMapKey: true,
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
  throw new TypeError(
    `dial: ${fault.replace(/^CallInfo\.RoomId/, 'room').replace(/^\w+/, (name) => names[name] ?? name)}`,
  )
}

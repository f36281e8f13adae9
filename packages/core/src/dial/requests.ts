import {
  callOperations,
  type Rule,
  type StartCallByRobotRequest,
  type StartStreamIngestRequest,
  trtcOperations,
} from '@trtc-call/spec'
import { assertKnownKeys } from '../assert-known-keys.ts'
import { checkBody } from '../check-body.ts'
import { checkNumber, checkOneOf, wrongType } from '../check-value.ts'
import { InputError, withFieldNames } from '../input-error.ts'
import { callRoom, type IngestRoomIdType, ingestRoom, type Room } from '../room.ts'
import type { DialOptions, DialRequest, DialStream, Placement } from './types.ts'

const defaultRingTimeoutMs = 30_000
const defaultLoopMs = 10 * 60_000
/** The apps of callees drop an invitation of more. */
const maxCallees = 8

/** Builds the body of startCallByRobot. */
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

/** Builds the body of startStreamIngest. The stream plays as the robot, the only other member that the callees' apps show. */
export function streamBody(
  stream: DialStream,
  { robot, room }: Pick<Placement, 'robot' | 'room'>,
  userSig: string,
  convention: IngestRoomIdType,
): StartStreamIngestRequest {
  const looping = stream.repeat === 'forever'
  const times = looping
    ? { RepeatNum: -1 as const, MaxDuration: (stream.maxDurationMs ?? defaultLoopMs) / 60_000 }
    : { RepeatNum: stream.repeat }
  return {
    ...ingestRoom(room, convention),
    UserId: robot,
    UserSig: userSig,
    StreamUrl: stream.url,
    PrivateMapKey: stream.privateMapKey,
    SeekSecond: stream.seekMs === undefined ? undefined : stream.seekMs / 1000,
    Volume: stream.volume,
    ...times,
  } as StartStreamIngestRequest
}

/** Lifetime of the robot's UserSig: a day, or the longest run of a loop plus an hour. */
export function streamSigLifetimeMs({ maxDurationMs = 0 }: DialStream): number {
  return Math.max(24 * 60 * 60_000, maxDurationMs + 60 * 60_000)
}

/** @throws InputError with the names of `dial`'s own options, before anything rings. */
export function checkDial(request: DialRequest, room: Room): void {
  const { callees, media, stream } = request
  if (room.kind !== 'int' && room.kind !== 'string') {
    throw wrongType('room', 'intRoom(1001) or stringRoom("room-42")', room)
  }
  checkOneOf('media', media, ['audio', 'video'])
  checkDialBody(callOperations.startCallByRobot.body, ringBody(request, room))
  if (callees.length > maxCallees) {
    const detail = `must have at most ${maxCallees} entries, given ${callees.length}`
    throw new InputError('callees', 'length', detail)
  }
  const repeated = callees.findIndex((callee, index) => callees.indexOf(callee) < index)
  if (repeated > 0) throw new InputError(`callees[${repeated}]`, 'conflict', 'is the same user as an earlier callee')
  if (callees.includes(request.robot)) {
    throw new InputError('robot', 'conflict', 'must not be one of the callees', { other: 'callees' })
  }
  if (stream !== undefined) checkStream(stream, { robot: request.robot, room })
}

function checkStream(stream: DialStream, placement: Pick<Placement, 'robot' | 'room'>): void {
  assertKnownKeys(stream, streamFields, 'stream')
  const { start = 'on-answer', onEnd = 'hang-up', repeat = 1 } = stream
  checkOneOf('stream.start', start, ['on-answer', 'immediately'])
  checkOneOf('stream.onEnd', onEnd, ['hang-up', 'stay'])
  if (repeat !== 'forever') {
    checkNumber('stream.repeat', repeat, {
      min: 1,
      max: 1000,
      step: 1,
      what: 'an integer from 1 to 1000, or "forever"',
    })
  }
  if (stream.maxDurationMs !== undefined && repeat !== 'forever') {
    const detail = 'may only be given with stream.repeat "forever"'
    throw new InputError('stream.maxDurationMs', 'conflict', detail, { other: 'stream.repeat' })
  }
  checkDurations(stream)
  const body = { SdkAppId: 1, ...streamBody(stream, placement, stream.userSig ?? 'made when it starts', 'guide') }
  checkDialBody(trtcOperations.startStreamIngest.body, body)
}

/** The vendor counts in whole minutes and seconds. Rounding would hide a value in another unit. */
function checkDurations({ maxDurationMs, seekMs }: DialStream): void {
  const [minute, week] = [60_000, 7 * 24 * 60 * 60_000]
  if (maxDurationMs !== undefined) {
    checkNumber('stream.maxDurationMs', maxDurationMs, { min: minute, max: week, step: minute })
  }
  if (seekMs !== undefined) checkNumber('stream.seekMs', seekMs, { min: 0, step: 1_000 })
}

/** @throws InputError for an unknown option. */
export function checkOptions(request: DialRequest, options: DialOptions): void {
  assertKnownKeys(request, dialFields)
  assertKnownKeys(options, { signal: true, until: true, onPlaced: true } satisfies Record<keyof DialOptions, true>)
  const { until = 'playing' } = options
  checkOneOf('until', until, ['playing', 'placed'])
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

const fieldNames: Readonly<Record<string, string>> = {
  Robot_Account: 'robot',
  CalleeList_Account: 'callees',
  Timeout: 'ringTimeoutMs',
  'CallInfo.RoomId': 'room.id',
  UserData: 'userData',
  OfflinePushInfo: 'push',
  UserSig: 'stream.userSig',
  StreamUrl: 'stream.url',
  PrivateMapKey: 'stream.privateMapKey',
  Volume: 'stream.volume',
}

/** Checks a body that `dial` has made, and names a wrong field as `dial`'s caller does: `callees[1]`. */
function checkDialBody(rule: Rule, body: object): void {
  const nameOf = (field: string) => field.replace(/^(CallInfo\.)?\w+/, (name) => fieldNames[name] ?? name)
  withFieldNames(nameOf, () => checkBody(rule, body, { convention: 'guide' }))
}

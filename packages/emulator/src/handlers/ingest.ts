import { ApiError } from '../api-error.ts'
import type { App } from '../app-state.ts'
import { checkUserSig } from '../auth/check-user-sig.ts'
import { type EmulatorState, serverNow } from '../emulator-state.ts'
import { type Room, roomKind } from '../room.ts'
import type { Handler } from './handler.ts'

interface StartStreamIngest {
  readonly RoomId: string
  readonly RoomIdType: number
  readonly UserId: string
  readonly UserSig: string
  readonly StreamUrl: string
  readonly SeekSecond?: number
  readonly RepeatNum?: number
  readonly MaxDuration?: number
  readonly Volume?: number
  readonly Tempo?: number
}

interface UpdateStreamIngest {
  readonly TaskId: string
  readonly StreamUrl?: string
  readonly Volume?: number
  readonly Tempo?: number
  readonly IsPause?: boolean
}

const startStreamIngest: Handler = (body, { app, state }) => {
  const request = body as StartStreamIngest
  checkBot(request, app, serverNow(state))
  const task = app.tasks.start({
    room: roomOf(request, state),
    userId: request.UserId,
    streamUrl: request.StreamUrl,
    repeat: request.RepeatNum ?? 1,
    seekMs: (request.SeekSecond ?? 0) * 1_000,
    maxDurationMs: request.MaxDuration === undefined ? undefined : request.MaxDuration * 60_000,
    tempo: request.Tempo ?? 1,
    volume: request.Volume ?? 100,
  })
  if (!task) throw new ApiError('FailedOperation.TaskExist', 'this UserId already plays a stream in this room')
  return { TaskId: task.request.taskId }
}

const describeStreamIngest: Handler = (body, { app }) => {
  const { TaskId } = body as { TaskId: string }
  return { Status: app.tasks.find(TaskId) ? 'InProgress' : 'NotExist' }
}

const updateStreamIngest: Handler = (body, { app }) => {
  const { TaskId, StreamUrl, Volume, Tempo, IsPause } = body as UpdateStreamIngest
  const task = app.tasks.find(TaskId)
  task?.change({ streamUrl: StreamUrl, volume: Volume, tempo: Tempo, isPaused: IsPause })
  return { Status: task ? 'InProgress' : 'NotExist' }
}

const stopStreamIngest: Handler = (body, { app }) => {
  const task = app.tasks.find((body as { TaskId: string }).TaskId)
  if (!task) throw new ApiError('FailedOperation.TaskFinished', 'the task does not exist or has ended')
  task.end('stopped')
  return {}
}

export const ingestHandlers = {
  startStreamIngest,
  describeStreamIngest,
  updateStreamIngest,
  stopStreamIngest,
} satisfies Record<string, Handler>

/** Verifies the UserSig with which the bot enters the room. */
function checkBot({ UserId, UserSig }: StartStreamIngest, { settings }: App, now: number): void {
  const { sdkAppId, sdkSecretKey } = settings
  try {
    checkUserSig(UserSig, { sdkAppId, sdkSecretKey, userId: UserId, now })
  } catch (error) {
    throw error instanceof ApiError ? new ApiError('InvalidParameter.UserSig', error.message) : error
  }
}

function roomOf({ RoomId, RoomIdType }: StartStreamIngest, { settings }: EmulatorState): Room {
  const kind = roomKind(RoomIdType, settings.ingestRoomIdType)
  if (!kind) throw new ApiError('InvalidParameter.RoomId', 'RoomIdType must be 0 or 1')
  return { kind, id: RoomId }
}

import type { IngestRoomIdType, TrtcClient } from '@trtc-call/node'
import { isRefusal } from '../client/is-refusal.ts'
import { isTrtcError } from '../errors.ts'
import type { Finding } from './finding.ts'

/** What the experiment needs beside the client. */
export interface LiveSetting {
  readonly trtc: TrtcClient
  /** Makes the bot's UserSig. */
  readonly userSig: (userId: string) => string
  readonly signal: AbortSignal
}

/** What was found, and the convention where that is clear. */
export interface LiveAnswer {
  readonly findings: readonly Finding[]
  readonly answer?: IngestRoomIdType | undefined
}

/** How one convention was taken, and what was left behind. */
interface Tried {
  readonly answer: 'accepted' | 'refused' | 'unclear'
  readonly said: string
  readonly left?: Finding
}

const bot = 'doctor'
/** No name below `invalid` is ever given to a host (RFC 2606), so nothing plays. */
const nowhere = 'https://doctor.invalid/nothing.mp4'
/** Only a stream that repeats has an end of its own. In minutes, and the least. */
const forOneMinute = { RepeatNum: -1, MaxDuration: 1 } as const

/**
 * Finds out how StartStreamIngest numbers rooms: a room with letters in its name can be no number room, so of the two
 * conventions only the right one is accepted. What was accepted is stopped at once.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/57835}
 */
export async function findRoomIdType(setting: LiveSetting): Promise<LiveAnswer> {
  const guide = await tryConvention(setting, 'guide')
  const reference = await tryConvention(setting, 'reference')
  const answer = answerOf(guide, reference)
  const left = [guide, reference].flatMap((tried) => tried.left ?? [])
  return { answer, findings: [...left, answer === undefined ? unclear(guide, reference) : clear(answer)] }
}

function answerOf(guide: Tried, reference: Tried): IngestRoomIdType | undefined {
  if (guide.answer === 'accepted' && reference.answer === 'refused') return 'guide'
  return guide.answer === 'refused' && reference.answer === 'accepted' ? 'reference' : undefined
}

const about = {
  check: 'room-id-type',
  expected: 'StartStreamIngest of a lettered room: accepted with one RoomIdType, refused with the other',
}

function clear(answer: IngestRoomIdType): Finding {
  const numbers = answer === 'guide' ? '0 = number, 1 = string' : '0 = string, 1 = number'
  const mend = `pass --room-id-type ${answer}, or ingestRoomIdType: '${answer}' in code`
  return { ...about, state: 'ok', what: `the service reads RoomIdType as the ${answer} has it: ${numbers}`, mend }
}

function unclear(...tried: readonly Tried[]): Finding {
  const why = tried.map(({ answer, said }) => `${answer} (${said})`).join(', ')
  const mend = 'nothing is wrong by that; dial a test call with --stream and each --room-id-type, and look who plays'
  return { ...about, state: 'inconclusive', what: 'the answers do not say which convention is spoken', why, mend }
}

async function tryConvention(setting: LiveSetting, ingestRoomIdType: IngestRoomIdType): Promise<Tried> {
  const { trtc, userSig, signal } = setting
  const { ingestRoom, stringRoom } = await import('@trtc-call/node')
  const room = ingestRoom(stringRoom(`doctor-${crypto.randomUUID()}`), ingestRoomIdType)
  const body = { ...room, UserId: bot, UserSig: userSig(bot), StreamUrl: nowhere, ...forOneMinute }
  try {
    const { TaskId } = await trtc.startStreamIngest(body, { signal, finishSent: true, ingestRoomIdType })
    return { answer: 'accepted', ...(await stop(trtc, String(TaskId))) }
  } catch (error) {
    if (signal.aborted && error === signal.reason) return { answer: 'unclear', said: 'interrupted' }
    if (!isTrtcError(error)) throw error
    if (error.code !== 'ERR_API')
      return { answer: 'unclear', said: error.code, ...leftUnknown(error.outcome, room.RoomId) }
    // Only this is about the room; everything else would be said of any room.
    const isAboutRoom = /^InvalidParameter\.(Str)?RoomId$/.test(String(error.vendorCode))
    return { answer: isAboutRoom ? 'refused' : 'unclear', said: String(error.vendorCode) }
  }
}

/** Not with the signal: what was started is stopped also when somebody asks to end. */
async function stop(trtc: TrtcClient, taskId: string): Promise<Pick<Tried, 'said' | 'left'>> {
  try {
    await trtc.stopStreamIngest({ TaskId: taskId })
    return { said: 'stopped again' }
  } catch (error) {
    if (isRefusal(error, 'FailedOperation.TaskFinished')) return { said: 'over by itself' }
    if (!isTrtcError(error)) throw error
    const what = `the stream ${taskId} was started, and could not be stopped`
    const mend = `trtc-call ingest stop -- ${taskId}; by itself it ends after a minute`
    return { said: 'not stopped', left: { ...leftAbout, state: 'bad', what, why: error.message, mend } }
  }
}

const leftAbout = { check: 'room-id-type-stop', expected: 'StopStreamIngest: accepted, or TaskFinished' }

/** Whose start had no answer may run, and has no id by which it could be stopped. */
function leftUnknown(outcome: string, room: unknown): Pick<Tried, 'left'> {
  if (outcome !== 'unknown') return {}
  const what = `a stream may have been started in the room ${room}`
  const why = 'its start had no answer, so its id is not known, and it cannot be stopped'
  const mend = 'wait: by itself it ends after a minute'
  return { left: { ...leftAbout, state: 'inconclusive', what, why, mend } }
}

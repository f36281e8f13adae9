import type { IngestRoomIdType, TrtcClient } from '@trtc-call/node'
import { isClientError } from '../client-error.ts'
import type { Finding } from './finding.ts'

/** What the experiment needs beside the client. */
export interface LiveSetting {
  readonly trtc: TrtcClient
  /** Makes the bot's UserSig. */
  readonly userSig: (userId: string) => string
  readonly signal: AbortSignal
}

type Answer = 'accepted' | 'refused' | 'unclear'

const check = 'room-id-type'
const bot = 'doctor'
/** No name below `invalid` is ever given to a host (RFC 2606), so nothing plays. */
const nowhere = 'https://doctor.invalid/nothing.mp4'

/**
 * Finds out how StartStreamIngest numbers rooms: a room with letters in its name can be no number room, so of the two
 * conventions only the right one is accepted. What was accepted is stopped at once.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/57835}
 */
export async function findRoomIdType(setting: LiveSetting): Promise<Finding & { readonly answer?: IngestRoomIdType }> {
  const guide = await tryConvention(setting, 'guide')
  const reference = await tryConvention(setting, 'reference')
  const expected = 'StartStreamIngest of a lettered room: accepted with one RoomIdType, refused with the other'
  if (guide.answer === 'accepted' && reference.answer === 'refused') return { ...clear('guide'), expected }
  if (guide.answer === 'refused' && reference.answer === 'accepted') return { ...clear('reference'), expected }
  const why = [guide, reference].map(({ answer, said }) => `${answer} (${said})`).join(', ')
  const mend = 'nothing is wrong by that; dial a test call with --stream and each --room-id-type, and look who plays'
  return {
    check,
    state: 'inconclusive',
    what: 'the answers do not say which convention is spoken',
    why,
    mend,
    expected,
  }
}

function clear(answer: IngestRoomIdType): Finding & { readonly answer: IngestRoomIdType } {
  const numbers = answer === 'guide' ? '0 = number, 1 = string' : '0 = string, 1 = number'
  const mend = `pass --room-id-type ${answer}, or ingestRoomIdType: '${answer}' in code`
  return { check, state: 'ok', what: `the service reads RoomIdType as the ${answer} has it: ${numbers}`, mend, answer }
}

interface Tried {
  readonly answer: Answer
  readonly said: string
}

async function tryConvention(setting: LiveSetting, ingestRoomIdType: IngestRoomIdType): Promise<Tried> {
  const { trtc, userSig, signal } = setting
  const { ingestRoom, stringRoom } = await import('@trtc-call/node')
  const room = stringRoom(`doctor-${crypto.randomUUID()}`)
  const body = { ...ingestRoom(room, ingestRoomIdType), UserId: bot, UserSig: userSig(bot), StreamUrl: nowhere }
  try {
    const { TaskId } = await trtc.startStreamIngest(body, { signal, finishSent: true, ingestRoomIdType })
    return { answer: 'accepted', said: await stop(trtc, String(TaskId)) }
  } catch (error) {
    if (!isClientError(error)) throw error
    if (error.code !== 'ERR_API') return { answer: 'unclear', said: error.code }
    // Only this is about the room; everything else would be said of any room.
    const isAboutRoom = /^InvalidParameter\.(Str)?RoomId$/.test(String(error.vendorCode))
    return { answer: isAboutRoom ? 'refused' : 'unclear', said: String(error.vendorCode) }
  }
}

/** Not with the signal: what was started is stopped also when somebody asks to end. */
async function stop(trtc: TrtcClient, taskId: string): Promise<string> {
  try {
    await trtc.stopStreamIngest({ TaskId: taskId })
    return 'stopped again'
  } catch (error) {
    if (!isClientError(error)) throw error
    const isOver = error.code === 'ERR_API' && error.vendorCode === 'FailedOperation.TaskFinished'
    return isOver ? 'over by itself' : `it could not be stopped; try: trtc-call ingest stop -- ${taskId}`
  }
}

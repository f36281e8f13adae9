import { isPromise } from '../credentials/when-had.ts'
import { raceAbort } from '../deadline.ts'
import { isLoopback } from '../endpoint.ts'
import { ApiError, isTrtcError } from '../errors.ts'
import { InputError } from '../input-error.ts'
import { type Room, stringRoom } from '../room.ts'
import { asText, entries } from '../webhooks/fields.ts'
import type { DialContext } from './dial-context.ts'
import { dialFailure } from './dial-failure.ts'
import { PlacedCall } from './placed-call.ts'
import { checkDial, checkOptions, ringBody } from './requests.ts'
import { isPrivateHost } from './stream-url.ts'
import type { Callee, DialOptions, DialRequest, Placement, SavedCall } from './types.ts'

/** Rings, and with a stream waits for the answer and plays it. See `TrtcCall.dial`. */
export async function dial(context: DialContext, request: DialRequest, options: DialOptions = {}): Promise<PlacedCall> {
  checkOptions(request, options)
  const { signal, until = 'playing', onPlaced } = options
  const room = request.room ?? freshRoom(context.random)
  checkDial(request, room)
  checkStreamCanPlay(context, request, room)
  signal?.throwIfAborted()
  const call = await place(context, request, room, signal)
  try {
    const told = onPlaced?.(call)
    if (isPromise(told)) await raceAbort(told, signal)
    signal?.throwIfAborted()
    if (request.stream?.start === 'immediately') {
      await call.startStream()
      signal?.throwIfAborted()
    } else if (request.stream !== undefined && until === 'playing' && call.callId !== undefined)
      await call.untilPlaying({ signal })
  } catch (error) {
    await undo(call, error)
    throw error
  }
  return call
}

/**
 * Rings once. Only an answer of the vendor makes a handle; an unknown outcome says how to find the call. Once it is sent, an
 * abort does not cut it short: the phones would ring on with nobody who could stop them.
 */
async function place(
  context: DialContext,
  request: DialRequest,
  room: Room,
  signal: AbortSignal | undefined,
): Promise<PlacedCall> {
  const body = ringBody(request, room)
  const placement: Placement = {
    room,
    robot: request.robot,
    callees: request.callees,
    sentAt: context.clock.now(),
    ringTimeoutMs: body.Timeout,
  }
  try {
    const { CallId, CallResult } = await context.calls.startCallByRobot(body, { signal, finishSent: true })
    const saved: SavedCall = {
      version: 1,
      sdkAppId: context.calls.sdkAppId,
      placement,
      callees: request.callees.map((userId) => calleeOf(userId, CallResult)),
      // The page of the command documents no CallId at all.
      ...(CallId === undefined ? {} : { callId: CallId }),
      ...(request.stream === undefined ? {} : { stream: request.stream }),
    }
    const call = new PlacedCall(context, saved)
    await refuseIfNobodyRings(call)
    return call
  } catch (error) {
    if (isTrtcError(error)) error.dial ??= dialFailure({ placement })
    throw error
  }
}

/** A callee for whom the reply has no readable code counts as accepted: the phone may ring. */
function calleeOf(userId: string, results: unknown): Callee {
  const result = entries(results).find(({ Callee_Account }) => asText(Callee_Account) === userId)
  const code = Number(asText(result?.ResultCode) ?? 0)
  const resultCode = Number.isSafeInteger(code) ? code : 0
  return { userId, accepted: resultCode === 0, resultCode }
}

async function refuseIfNobodyRings(call: PlacedCall): Promise<void> {
  const [first] = call.callees
  if (first === undefined || call.callees.some(({ accepted }) => accepted)) return
  const cleanUp = await call.cleanUp()
  const codes = call.callees.map(({ userId, resultCode }) => `${userId}: ${resultCode}`).join(', ')
  const error = new ApiError(`startCallByRobot: every callee was refused (${codes}); nobody was rung`, {
    vendorCode: first.resultCode,
    kind: 'other',
    outcome: 'refused',
    operation: 'startCallByRobot',
    attempts: 1,
    advice: 'fix-input',
    hint: 'The codes per callee are undocumented; check that the callees are imported and signed in (accountCheck).',
  })
  error.dial = dialFailure({ placement: call.toJSON().placement, call, cleanUp })
  throw error
}

/** After a failure the call must not ring on; after an abort it must not either, unless somebody has answered. */
async function undo(call: PlacedCall, error: unknown): Promise<void> {
  const failed = isTrtcError(error)
  if (failed && error.dial !== undefined) return
  if (!failed && call.state === 'answered') return
  const cleanUp = await call.cleanUp()
  if (failed) error.dial = dialFailure({ placement: call.toJSON().placement, call, cleanUp })
}

const roomAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
const roomLength = 20

/** A string room that nobody else is in. It starts with a letter, so that a wrong RoomIdType is refused loudly. */
function freshRoom(random: () => number): Room {
  let id = 'r'
  while (id.length < roomLength) id += roomAlphabet[Math.floor(random() * roomAlphabet.length)]
  return stringRoom(id)
}

/** What would only show after the phones have rung. */
function checkStreamCanPlay(
  { calls, trtc, detectedRoomIdType }: DialContext,
  { stream, robot }: DialRequest,
  room: Room,
): void {
  if (stream === undefined) return
  if (trtc === undefined) throw new InputError('cloud', 'missing', 'is missing: a stream needs cloud access')
  if (!calls.signsForAnyUser && robot !== calls.identifier && stream.userSig === undefined) {
    const detail = 'is missing: give a UserSig of the robot, or sign with sdkSecretKey'
    throw new InputError('stream.userSig', 'missing', detail)
  }
  // Plain http leads to an emulator, nearby.
  if (isPrivateHost(stream.url) && !isLoopback(trtc.endpoint) && trtc.endpoint.protocol === 'https:') {
    throw new InputError('stream.url', 'format', "must have a host that the vendor's servers can reach")
  }
  const silent = room.kind === 'int' || /^\d+$/.test(room.id)
  if (silent && trtc.ingestRoomIdType === undefined && detectedRoomIdType === undefined) {
    const detail =
      'is missing: in a room of digits a wrong RoomIdType gives no error and no sound; give it, or use a string room with a letter'
    throw new InputError('ingestRoomIdType', 'missing', detail, { other: 'room' })
  }
}

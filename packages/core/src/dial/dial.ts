import { isPromise } from '../credentials/maybe-promise.ts'
import { isLoopback } from '../endpoint.ts'
import { ApiError, isTrtcError } from '../errors.ts'
import { InputError } from '../input-error.ts'
import { raceAbort } from '../request/deadline.ts'
import { type Room, stringRoom } from '../room.ts'
import { asText, fieldsOfList } from '../webhooks/fields.ts'
import type { DialContext } from './dial-context.ts'
import { PlacedCall } from './placed-call.ts'
import { isPrivateHost } from './private-host.ts'
import { checkDial, checkOptions, ringBody } from './requests.ts'
import type { Callee, DialOptions, DialRequest, Placement, SavedCall } from './types.ts'
import { withSafeJson } from './with-safe-json.ts'

/** Places a call and, with a stream, waits for the answer and plays it. See `TrtcCall.dial`. */
export async function dial(context: DialContext, request: DialRequest, options: DialOptions = {}): Promise<PlacedCall> {
  checkOptions(request, options)
  const { signal, until = 'playing', onPlaced } = options
  const room = request.room ?? freshRoom(context.random)
  checkDial(request, room)
  checkStreamCanPlay(context, request, room)
  signal?.throwIfAborted()
  const call = await startCall(context, request, room, signal)
  try {
    const saving = onPlaced?.(call)
    if (isPromise(saving)) await raceAbort(saving, signal)
    signal?.throwIfAborted()
    if (request.stream?.start === 'immediately') {
      await call.startStream()
      signal?.throwIfAborted()
    } else if (request.stream !== undefined && until === 'playing' && call.callId !== undefined)
      await call.untilPlaying({ signal })
  } catch (error) {
    await rollback(call, error)
    throw error
  }
  return call
}

/**
 * Places the call once. Only the vendor's response makes a handle; an error with an unknown outcome says how to find the call.
 * An abort does not cancel a request that was sent, because the phones would ring and could not be stopped.
 */
async function startCall(
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
    await assertAnyCalleeRings(call)
    return call
  } catch (error) {
    if (isTrtcError(error) && error.dial === undefined) {
      error.dial = withSafeJson({ placement })
      if (error.advice === 'check-first')
        Object.assign(error, { hint: `${error.hint} See findCall(error.dial.placement).` })
    }
    throw error
  }
}

/** A callee without a readable code in the response counts as accepted: the phone may ring. */
function calleeOf(userId: string, results: unknown): Callee {
  const result = fieldsOfList(results).find(({ Callee_Account }) => asText(Callee_Account) === userId)
  const code = Number(asText(result?.ResultCode) ?? 0)
  const resultCode = Number.isSafeInteger(code) ? code : 0
  return { userId, accepted: resultCode === 0, resultCode }
}

async function assertAnyCalleeRings(call: PlacedCall): Promise<void> {
  const [first] = call.callees
  if (first === undefined || call.callees.some(({ accepted }) => accepted)) return
  const cleanUp = await call.cleanUp()
  const codes = call.callees.map(({ userId, resultCode }) => `${userId}: ${resultCode}`).join(', ')
  const error = new ApiError(`startCallByRobot: the vendor rejected every callee (${codes}); no one was called`, {
    vendorCode: first.resultCode,
    kind: 'other',
    outcome: 'refused',
    operation: 'startCallByRobot',
    attempts: 1,
    advice: 'fix-input',
    hint: 'The codes are undocumented. Check whether the accounts exist (accountCheck).',
  })
  error.dial = withSafeJson({ placement: call.toJSON().placement, call, cleanUp })
  throw error
}

/** Ends the call after a failure, and after an abort unless it was answered. */
async function rollback(call: PlacedCall, error: unknown): Promise<void> {
  const failed = isTrtcError(error)
  if (failed && error.dial !== undefined) return
  if (!failed && call.state === 'answered') return
  const cleanUp = await call.cleanUp()
  if (failed) error.dial = withSafeJson({ placement: call.toJSON().placement, call, cleanUp })
}

const roomLength = 20

/** A new string room. It starts with a letter, so that a wrong RoomIdType is an error instead of silence. */
function freshRoom(random: () => number): Room {
  let id = 'r'
  while (id.length < roomLength) id += Math.floor(random() * 36).toString(36)
  return stringRoom(id)
}

/** Checks what would otherwise fail only after the phones have rung. */
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
  // A plain http endpoint is an emulator, which can reach private hosts.
  if (isPrivateHost(stream.url) && !isLoopback(trtc.endpoint) && trtc.endpoint.protocol === 'https:') {
    throw new InputError('stream.url', 'format', "must have a host that the vendor's servers can reach")
  }
  const isDigits = /^\d+$/.test(`${room.id}`)
  if (isDigits && trtc.ingestRoomIdType === undefined && detectedRoomIdType === undefined) {
    const detail =
      'is missing: in a room of digits a wrong one plays to no one; set `ingestRoomIdType` of createTrtcCall, or use a room with a letter'
    throw new InputError('ingestRoomIdType', 'missing', detail, { other: 'room' })
  }
}

import type { StartCallByRobotRequest } from '@trtc-call/spec'
import type { IngestRoomIdType, Room } from '../room.ts'
import type { CallMember } from '../webhooks/fields.ts'
import type { CallAnswer, CallEnd } from './call-end.ts'

/** The push notification for callees whose app is not running, in the vendor's spelling. */
export type OfflinePush = NonNullable<StartCallByRobotRequest['OfflinePushInfo']>

/** The stream to play, and when. */
export interface DialStream {
  /** An http, https or rtmp URL that the vendor's servers can reach. Its query is treated as a secret. */
  readonly url: string
  /**
   * `on-answer` (default): when the first callee answers. `immediately`: before the answer, so that callees hear it from the
   * first second.
   */
  readonly start?: 'on-answer' | 'immediately' | undefined
  /** How many times it plays, 1 to 1000, or `forever`. Default 1. */
  readonly repeat?: number | 'forever' | undefined
  /** Only with `forever`, in milliseconds, used as whole minutes, 1 minute to 7 days. Default 10 minutes. */
  readonly maxDurationMs?: number | undefined
  /** Start position in the source, in milliseconds, in whole seconds. */
  readonly seekMs?: number | undefined
  /** Loudness in percent: 0 to 200 in the China edition, 0 to 100 in the international one. Default 100. */
  readonly volume?: number | undefined
  /** What happens when the stream ends: `hang-up` (default) ends the call, `stay` leaves it to the people in it. */
  readonly onEnd?: 'hang-up' | 'stay' | undefined
  /** A UserSig of the robot, if the client cannot make one. It must outlive the stream. */
  readonly userSig?: string | undefined
  /** A permission ticket of the robot for the room, if the app requires them. */
  readonly privateMapKey?: string | undefined
}

/** Who to call, and what to play. */
export interface DialRequest {
  /** The user id that callees see as the caller; it also plays the stream. At most 32 bytes. */
  readonly robot: string
  /** One to eight user ids; the callees' apps silently drop an invitation of nine or more. */
  readonly callees: readonly string[]
  readonly media: 'audio' | 'video'
  /** How long it rings, in milliseconds, 10 000 to 600 000. Default 30 000. */
  readonly ringTimeoutMs?: number | undefined
  /** Default: a new string room. */
  readonly room?: Room | undefined
  /** Passed to the callees' apps with the invitation, at most 1000 bytes. */
  readonly userData?: string | undefined
  /** The push notification for callees whose app is not running, in the vendor's spelling. */
  readonly push?: OfflinePush | undefined
  readonly stream?: DialStream | undefined
}

/** Options of `dial`: when it resolves, and what ends it early. */
export interface DialOptions {
  /**
   * Before the answer, an abort hangs up; after it, an abort only stops the wait. Its reason is thrown unchanged. Keep the handle
   * from `onPlaced` to check the hang-up, or to continue with an answered call.
   */
  readonly signal?: AbortSignal | undefined
  /**
   * When `dial` resolves. `playing` (default): when the stream runs, or the call ended unanswered. `placed`: as soon as the
   * vendor has accepted the call.
   */
  readonly until?: 'playing' | 'placed' | undefined
  /**
   * Receives the handle as soon as the call is placed, while `dial` still waits: save it here. A returned promise is awaited
   * before anything else. If it fails, `dial` hangs up and throws its error.
   */
  readonly onPlaced?: ((call: DialedCall) => unknown) | undefined
}

/** Options of every wait on a handle. */
export interface WaitOptions {
  /** Ends the wait, not the call; its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined
}

/** Options of `hangUp`. */
export interface HangUpOptions {
  /** For ending the call and for stopping the stream, in milliseconds each. Default 5 000. */
  readonly timeoutMs?: number | undefined
}

/**
 * A placed call. Awaiting {@link DialedCall.answered} or {@link DialedCall.ended} drives it: that polls the call, starts the
 * stream on the answer and ends the call after the stream. Without a wait nothing happens.
 */
export interface DialedCall {
  /** The vendor's id of the call; undefined until the response or a callback contains one. */
  readonly callId: string | undefined
  /** The vendor's id of the stream's task, once it has started. */
  readonly taskId: string | undefined
  readonly room: Room
  readonly robot: string
  /** The callees, and whether the vendor accepted each invitation. */
  readonly callees: readonly Callee[]
  /** The last known state. `unobservable`: the vendor's response had no CallId, so the call cannot be followed. */
  readonly state: DialState
  /**
   * Who is in the call, the robot included, as of the latest poll or callback that lists them: `Calling` is talking, `Waiting` is
   * ringing. Undefined before the first one. Reading it sends nothing.
   */
  readonly members: readonly CallMember[] | undefined
  /** The meaning of StartStreamIngest's RoomIdType that worked for this client, if one has. */
  readonly detectedRoomIdType: IngestRoomIdType | undefined
  /**
   * Waits until a callee answers and the stream has started. If the call ends unanswered, returns how it ended.
   *
   * @throws ProtocolError when the call cannot be followed (`state` is `unobservable`).
   */
  answered(options?: WaitOptions): Promise<CallAnswer>
  /** Waits for the end of the call, stops its stream, and returns how it ended. */
  ended(options?: WaitOptions): Promise<CallEnd>
  /**
   * Ends the call and stops the stream. May be called again, and after the end. If another process may have started the stream of
   * a resumed call, it removes the robot from its room, which ends the stream.
   *
   * @throws the error of the first part that failed; its `dial.cleanUp` reports both.
   */
  hangUp(options?: HangUpOptions): Promise<HangUpReport>
  /**
   * Returns the handle as plain JSON, for `resumeCall` in this or another process. Until the stream has started, it contains the
   * stream's URL with its query: store it as a secret.
   */
  toJSON(): SavedCall
}

/** One callee of a placed call. */
export interface Callee {
  readonly userId: string
  /** Whether the vendor accepted the invitation; true if the response does not say. */
  readonly accepted: boolean
  /** The vendor's code for this callee; 0 is success, others are undocumented. */
  readonly resultCode: number
}

/** The last known state of a call. `unobservable`: there is no CallId to poll with. */
export type DialState = 'ringing' | 'answered' | 'ended' | 'unobservable'

/** What hanging up did to the call and to the stream. */
export interface HangUpReport {
  readonly call: 'ended' | 'already-ended' | 'unobservable' | 'failed'
  /**
   * `none`: it was never started. `unknown`: another process may have started it from the saved handle, and this client has no
   * cloud access to check.
   */
  readonly stream: 'stopped' | 'already-ended' | 'none' | 'unknown' | 'failed'
  /** The errors of what failed. */
  readonly errors: readonly unknown[]
}

/** Identifies a call whose start had an unknown outcome, by its unique room. */
export interface Placement {
  readonly room: Room
  readonly robot: string
  readonly callees: readonly string[]
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly ringTimeoutMs: number
}

/** Details of a failed dial, as the `dial` property of its error. */
export interface DialFailure {
  readonly placement: Placement
  /** The handle, if the vendor had accepted the call. */
  readonly call?: DialedCall
  /** What the cleanup did before the error was thrown. */
  readonly cleanUp?: HangUpReport
}

/**
 * A handle as plain JSON. Until the stream has started, it contains the stream's URL, and a given UserSig and permission ticket:
 * store it as a secret.
 */
export interface SavedCall {
  readonly version: 1
  readonly sdkAppId: number
  readonly callId?: string
  readonly placement: Placement
  readonly callees: readonly Callee[]
  readonly stream?: DialStream
  readonly taskId?: string
  /** The region where the stream was or will be started. */
  readonly region?: string
  readonly ingestRoomIdType?: IngestRoomIdType
  readonly answer?: { readonly by: readonly string[]; readonly at: number }
}

import type { StartCallByRobotRequest } from '@trtc-call/spec'
import type { IngestRoomIdType, Room } from '../room.ts'
import type { CallMember } from '../webhooks/fields.ts'
import type { Answer, CallEnd } from './ends.ts'

/** The push notification for callees whose app is not running, in the vendor's spelling. */
export type OfflinePush = NonNullable<StartCallByRobotRequest['OfflinePushInfo']>

/** What to play, and when. */
export interface DialStream {
  /** An http, https or rtmp URL that the vendor's servers can reach. Its query counts as a secret. */
  readonly url: string
  /** `on-answer` (default): when the first callee answers. `immediately`: before the answer, so that callees hear it from the first second. */
  readonly start?: 'on-answer' | 'immediately' | undefined
  /** How many times it plays, 1 to 1000, or `forever`. Default 1. */
  readonly repeat?: number | 'forever' | undefined
  /** Only with `forever`, in milliseconds, used as whole minutes, 1 minute to 7 days. Default 10 minutes. */
  readonly maxDurationMs?: number | undefined
  /** Where in the source to begin, in milliseconds, 0 or from 1000, used as whole seconds. */
  readonly seekMs?: number | undefined
  /** Loudness in percent: 0 to 200 in the China edition, 0 to 100 in the international one. Default 100. */
  readonly volume?: number | undefined
  /** What happens when the stream ends: `hang-up` (default) ends the call, `stay` leaves it to the people in it. */
  readonly onEnd?: 'hang-up' | 'stay' | undefined
  /** A UserSig of the robot, where the client cannot make one. It must outlive the stream. */
  readonly userSig?: string | undefined
  /** A permission ticket of the robot for the room, where the app asks for them. */
  readonly privateMapKey?: string | undefined
}

/** Whom to ring, and what for. */
export interface DialRequest {
  /** The caller that callees see; also the bot that plays the stream. At most 32 bytes. */
  readonly robot: string
  /** One to eight users; the apps of callees silently drop an invitation of nine or more. */
  readonly callees: readonly string[]
  readonly media: 'audio' | 'video'
  /** How long it rings, in milliseconds, 10 000 to 600 000. Default 30 000. */
  readonly ringTimeoutMs?: number | undefined
  /** Default: a fresh string room. */
  readonly room?: Room | undefined
  /** Handed to the callees' apps with the invitation, at most 1000 bytes. */
  readonly userData?: string | undefined
  /** The push notification for callees whose app is not running, in the vendor's spelling. */
  readonly push?: OfflinePush | undefined
  readonly stream?: DialStream | undefined
}

/** The second argument of `dial`: when it resolves, and what ends it early. */
export interface DialOptions {
  /**
   * Before the answer, an abort hangs up; after it, it only stops the waiting. Its own reason is thrown, and nothing else:
   * take the handle from `onPlaced` to see whether the hanging up went through, or to go on with an answered call.
   */
  readonly signal?: AbortSignal | undefined
  /** When `dial` resolves. `playing` (default): when the stream runs, or the call ended unanswered. `placed`: as soon as the vendor has accepted the call. */
  readonly until?: 'playing' | 'placed' | undefined
  /**
   * Told of the handle as soon as there is one, while `dial` still waits: the place to save it. What it promises is waited
   * for before anything else is done. If it fails, dial hangs up and throws its error.
   */
  readonly onPlaced?: ((call: DialedCall) => unknown) | undefined
}

/** An option of every wait on a handle. */
export interface WaitOptions {
  /** Ends the waiting, not the call; its own reason is thrown. */
  readonly signal?: AbortSignal | undefined
}

/** How long hanging up may take. */
export interface HangUpOptions {
  /** For each half, in milliseconds. Default 5 000. */
  readonly timeoutMs?: number | undefined
}

/**
 * A placed call. It does nothing by itself: awaiting {@link DialedCall.answered} or {@link DialedCall.ended} drives it,
 * which includes starting the stream on the answer and ending the call after the stream.
 */
export interface DialedCall {
  /** The vendor's id of the call; undefined where neither its reply nor a callback has told one. */
  readonly callId: string | undefined
  /** The vendor's id of the stream's task, once it has started. */
  readonly taskId: string | undefined
  readonly room: Room
  readonly robot: string
  /** Whom it rings, and whether the vendor took each invitation. */
  readonly callees: readonly Callee[]
  /** What is known without asking. `unobservable`: the vendor's reply had no CallId, so the call cannot be followed. */
  readonly state: DialState
  /**
   * Who is in the call, the robot included, as of the latest poll or callback that lists them: `Calling` is talking, `Waiting` is
   * ringing. Undefined before the first one. Reading it sends nothing.
   */
  readonly members: readonly CallMember[] | undefined
  /** Which meaning of StartStreamIngest's RoomIdType has proved right for this client, where one has. */
  readonly detectedRoomIdType: IngestRoomIdType | undefined
  /**
   * Waits until somebody answers, and for a stream that waited for the answer to run; or for the end, and says how it
   * ended instead.
   *
   * @throws ProtocolError when the call cannot be followed (`state` is `unobservable`).
   */
  answered(options?: WaitOptions): Promise<Answer>
  /** Waits for the end of the call, stops what is left of the stream, and says how it ended. */
  ended(options?: WaitOptions): Promise<CallEnd>
  /**
   * Ends the call and stops the stream. Doing it again, or after the call has ended, is fine. A resumed call whose stream
   * may have been started by another process takes the robot out of its room, which ends what it plays there.
   *
   * @throws the error of the half that failed, when one did; its `dial.cleanUp` says how the other half went.
   */
  hangUp(options?: HangUpOptions): Promise<HangUpReport>
  /**
   * The whole handle as plain JSON, for `resumeCall` in this or another process. Until the stream has started its URL is in
   * it, signature and all: store it as a secret.
   */
  toJSON(): SavedCall
}

/** One callee of a placed call. */
export interface Callee {
  readonly userId: string
  /** Whether the vendor took the invitation. A reply that does not say counts as yes. */
  readonly accepted: boolean
  /** The vendor's code for this callee; 0 is good, others are undocumented. */
  readonly resultCode: number
}

/** How far a call is, as far as its handle has seen. `unobservable`: there is no CallId to ask with. */
export type DialState = 'ringing' | 'answered' | 'ended' | 'unobservable'

/** What hanging up did, half by half. */
export interface HangUpReport {
  readonly call: 'ended' | 'already-ended' | 'unobservable' | 'failed'
  /**
   * `none`: it never began; `unknown`: another process may have started it from the saved handle, and without cloud access
   * nobody can look from here.
   */
  readonly stream: 'stopped' | 'already-over' | 'none' | 'unknown' | 'failed'
  /** Why a half failed. */
  readonly errors: readonly unknown[]
}

/** What finds a call again whose start had no proper answer: no two fresh rooms are alike. */
export interface Placement {
  readonly room: Room
  readonly robot: string
  readonly callees: readonly string[]
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly ringTimeoutMs: number
}

/** What an error of `dial` knows beyond itself, as its `dial` property. */
export interface DialFailure {
  readonly placement: Placement
  /** Where the vendor had accepted the call. */
  readonly call?: DialedCall
  /** What was undone before the error was thrown, and what could not be. */
  readonly cleanUp?: HangUpReport
}

/**
 * A handle as plain JSON. Until the stream has started it has the stream's URL in it, and a UserSig and a permission ticket
 * where they were given: keep it as you keep a secret.
 */
export interface SavedCall {
  readonly version: 1
  readonly sdkAppId: number
  readonly callId?: string
  readonly placement: Placement
  readonly callees: readonly Callee[]
  readonly stream?: DialStream
  readonly taskId?: string
  /** Where the stream was or will be started. */
  readonly region?: string
  readonly ingestRoomIdType?: IngestRoomIdType
  readonly answer?: { readonly by: readonly string[]; readonly at: number }
}

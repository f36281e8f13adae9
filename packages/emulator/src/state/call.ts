import type { Room } from '../room.ts'

/** The vendor's result of a call. */
export type CallResult = 'NormalEnd' | 'Cancel' | 'Reject' | 'NotAnswer' | 'CallBusy' | 'Interrupt' | 'Offline'

/**
 * Status of a member. `Waiting` (ringing) and `Calling` (talking) are the vendor's. The others say how a member left: `Left`
 * hung up, `Interrupted` lost the connection, `Cancelled` was still ringing when end_call ended the call.
 */
export type MemberStatus =
  | 'Waiting'
  | 'Calling'
  | 'Rejected'
  | 'Busy'
  | 'Offline'
  | 'NotAnswered'
  | 'Cancelled'
  | 'Left'
  | 'Interrupted'

/** A live or ended call. */
export interface Call {
  readonly id: string
  readonly robot: string
  readonly media: 'Video' | 'Audio'
  readonly room: Room
  readonly timeoutMs: number
  readonly userData: string
  /** Whether the call has more than one callee, including rejected ones. */
  readonly isGroup: boolean
  /** Whether offline phones get a push: `PushFlag` is not 1. */
  readonly pushes: boolean
  /** Unix time in milliseconds. */
  readonly startedAt: number
  /** The callees without a ResultCode, in the order of the request. */
  readonly callees: Map<string, MemberStatus>
  acceptedAt?: number
  /** How the last talking callee left. */
  lastToLeave?: 'Left' | 'Interrupted'
  endedAt?: number
  result?: CallResult
}

/** Listens to the changes of calls. */
export interface CallListener {
  onStart(call: Call): void
  /** A callee has a new status. */
  onChange(call: Call, userId: string, status: MemberStatus): void
  /** `userId` is the callee who ended the call, undefined for the server. */
  onEnd(call: EndedCall, userId: string | undefined): void
}

/** An ended call. */
export type EndedCall = Call & { readonly endedAt: number; readonly result: CallResult }

/** The public view of a call. */
export interface CallView {
  readonly callId: string
  readonly room: Room
  readonly media: 'Video' | 'Audio'
  readonly robot: string
  /** UserData of start_call_by_robot; empty without one. */
  readonly userData: string
  /** How long phones ring, in milliseconds. */
  readonly timeoutMs: number
  /** Unix time in milliseconds. */
  readonly startedAt: number
  readonly answeredAt?: number
  readonly endedAt?: number
  /** The robot first, then the callees. */
  readonly members: readonly { readonly userId: string; readonly status: MemberStatus }[]
  readonly state: 'ringing' | 'answered' | 'ended'
  /** Set when the call has ended. */
  readonly result?: CallResult
}

/** Whether a callee still rings or talks. A call ends when only the robot is left. */
export function hasActiveCallee(call: Call): boolean {
  return [...call.callees.values()].some((status) => status === 'Waiting' || status === 'Calling')
}

/** Returns the result of a call that the callees ended. The result of several different statuses is undocumented. */
export function resultOf(call: Call): CallResult {
  if (call.acceptedAt !== undefined) return call.lastToLeave === 'Interrupted' ? 'Interrupt' : 'NormalEnd'
  const statuses = [...call.callees.values()]
  if (statuses.includes('NotAnswered')) return 'NotAnswer'
  if (statuses.includes('Rejected')) return 'Reject'
  if (statuses.includes('Busy')) return 'CallBusy'
  return 'Offline'
}

/** Returns a copy for display. */
export function viewCall(call: Call): CallView {
  const { id, room, media, robot, userData, timeoutMs, startedAt, acceptedAt, endedAt, result } = call
  const callees = [...call.callees].map(([userId, status]) => ({ userId, status }))
  const robotStatus = endedAt === undefined ? 'Calling' : 'Left'
  return {
    callId: id,
    room,
    media,
    robot,
    userData,
    timeoutMs,
    startedAt,
    members: [{ userId: robot, status: robotStatus }, ...callees],
    state: endedAt !== undefined ? 'ended' : acceptedAt !== undefined ? 'answered' : 'ringing',
    ...(acceptedAt === undefined ? {} : { answeredAt: acceptedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(result === undefined ? {} : { result }),
  }
}

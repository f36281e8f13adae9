import type { Room } from '../room.ts'

/** How a call ended, in the vendor's words. */
export type CallResult = 'NormalEnd' | 'Cancel' | 'Reject' | 'NotAnswer' | 'CallBusy' | 'Interrupt' | 'Offline'

/**
 * Where a member stands. `Waiting` (being rung) and `Calling` (talking) are the vendor's; the others say how somebody left:
 * `Left` hung up, `Interrupted` lost the connection, `Cancelled` still rang when the call was ended.
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

/** A call, live or over. */
export interface Call {
  readonly id: string
  readonly robot: string
  readonly media: 'Video' | 'Audio'
  readonly room: Room
  readonly timeoutMs: number
  readonly userData: string
  /** Whether more than one user was to be rung. */
  readonly isGroup: boolean
  /** Whether phones that are offline are sent a push: `PushFlag` is not 1. */
  readonly pushes: boolean
  /** Unix time in milliseconds. */
  readonly startedAt: number
  /** The callees that are rung, in the order given. */
  readonly callees: Map<string, MemberStatus>
  acceptedAt?: number
  /** How the one who talked last dropped out. */
  lastToLeave?: 'Left' | 'Interrupted'
  endedAt?: number
  result?: CallResult
}

/** What the rest of the application learns of a call. */
export interface CallListener {
  onStart(call: Call): void
  /** A callee answered or dropped out; the status is the new one. */
  onChange(call: Call, userId: string, status: MemberStatus): void
  /** `userId` is who caused it, undefined when the server did. */
  onEnd(call: EndedCall, userId: string | undefined): void
}

/** A call that is over. */
export type EndedCall = Call & { readonly endedAt: number; readonly result: CallResult }

/** What can be seen of a call. */
export interface CallView {
  readonly callId: string
  readonly room: Room
  readonly media: 'Video' | 'Audio'
  readonly robot: string
  /** As start_call_by_robot got it; empty when it got none. */
  readonly userData: string
  /** How long phones ring before they give up, in milliseconds. */
  readonly timeoutMs: number
  /** Unix time in milliseconds. */
  readonly startedAt: number
  readonly answeredAt?: number
  readonly endedAt?: number
  /** The robot first, then the callees. */
  readonly members: readonly { readonly userId: string; readonly status: MemberStatus }[]
  readonly state: 'ringing' | 'answered' | 'ended'
  /** Once the call is over. */
  readonly result?: CallResult
}

/** Whether somebody is still rung or talking; the robot alone makes no call. */
export function hasCompany(call: Call): boolean {
  return [...call.callees.values()].some((status) => status === 'Waiting' || status === 'Calling')
}

/** What a call that ended by itself is recorded as. How several different refusals add up is not documented. */
export function resultOf(call: Call): CallResult {
  if (call.acceptedAt !== undefined) return call.lastToLeave === 'Interrupted' ? 'Interrupt' : 'NormalEnd'
  const statuses = [...call.callees.values()]
  if (statuses.includes('NotAnswered')) return 'NotAnswer'
  if (statuses.includes('Rejected')) return 'Reject'
  if (statuses.includes('Busy')) return 'CallBusy'
  return 'Offline'
}

/** A copy to show. */
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

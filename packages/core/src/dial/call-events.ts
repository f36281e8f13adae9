import type { Room } from '../room.ts'

/** What verified callbacks of the Call interface have told about a call. */
export interface CallNews {
  readonly callId: string
  readonly room?: Room
  readonly members?: readonly { readonly userId: string; readonly status: string }[]
  /** The vendor's record, once the call has ended. */
  readonly record?: Readonly<Record<string, unknown>>
  /** When the latest of them happened, by the vendor's clock, in milliseconds since the epoch. */
  readonly at?: number
}

/**
 * Carries verified callbacks from your receiver to the calls of this process. Give it to `createTrtcCall` as `events`;
 * handles then learn from it without waiting for their next poll.
 */
export interface CallEvents {
  /** Takes the parsed body of a callback whose origin you have verified. Bodies of other events are passed over. */
  push(body: unknown): void
  /** The latest news of a call. */
  latest(callId: string): CallNews | undefined
  /** The call that was last heard of in this room, no earlier than `since` (milliseconds since the epoch). */
  inRoom(room: Room, since?: number): string | undefined
  /** Calls `listener` at every news of this call, or of any call in this room; returns how to stop that. */
  subscribe(callOrRoom: string | Room, listener: () => void): () => void
}

const mostCalls = 10_000
/** The vendor's clock may be behind ours. */
const slackMs = 60_000

/**
 * For a process that lives on: on Workers, where a request must not wake another, make one per request or none, and
 * resume the call in the callback's own request instead.
 *
 * @example
 * const events = createCallEvents()
 * const { dial } = createTrtcCall({ …, events })
 * // in your receiver, after checking the sender:
 * events.push(await request.json())
 */
export function createCallEvents(): CallEvents {
  const news = new Map<string, CallNews>()
  const rooms = new Map<string, string>()
  const listeners = new Map<string, Set<() => void>>()
  const tell = (key: string | undefined): void => {
    for (const listener of [...(listeners.get(key ?? '') ?? [])]) listener()
  }
  return {
    push(body) {
      const latest = readCallback(body)
      if (latest === undefined) return
      const before = news.get(latest.callId)
      if (before === undefined && news.size >= mostCalls) forgetOldest(news, rooms)
      const merged = { ...before, ...latest }
      news.set(latest.callId, merged)
      if (latest.room !== undefined) rooms.set(roomKey(latest.room), latest.callId)
      tell(latest.callId)
      if (merged.room !== undefined) tell(roomKey(merged.room))
    },
    latest: (callId) => news.get(callId),
    inRoom(room, since = 0) {
      const callId = rooms.get(roomKey(room))
      const at = callId === undefined ? undefined : news.get(callId)?.at
      return at !== undefined && at < since - slackMs ? undefined : callId
    },
    subscribe(callOrRoom, listener) {
      const key = typeof callOrRoom === 'string' ? callOrRoom : roomKey(callOrRoom)
      const set = listeners.get(key) ?? new Set()
      listeners.set(key, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(key)
      }
    },
  }
}

/** No CallId looks like this, and the two kinds of room stay apart. */
function roomKey(room: Room): string {
  return `${room.kind} room ${room.id}`
}

function forgetOldest(news: Map<string, CallNews>, rooms: Map<string, string>): void {
  for (const [callId, { room }] of news) {
    news.delete(callId)
    if (room !== undefined && rooms.get(roomKey(room)) === callId) rooms.delete(roomKey(room))
    return
  }
}

/** Reads the three callbacks leniently: the vendor's samples and tables spell some fields differently. */
function readCallback(body: unknown): CallNews | undefined {
  const fields = asObject(body)
  const info = asObject(fields.CallInfo)
  const record = asObject(fields.CallRecord)
  const callId = fields.CallId ?? info.CallId ?? record.CallId
  if (typeof callId !== 'string' || callId === '') return undefined
  const room = readRoom(info) ?? readRoom(record)
  const at = Number(fields.EventTime)
  return {
    callId,
    ...(room === undefined ? {} : { room }),
    ...(Array.isArray(fields.UserList) ? { members: fields.UserList.flatMap(readMember) } : {}),
    ...(Object.keys(record).length === 0 ? {} : { record }),
    ...(at > 0 ? { at } : {}),
  }
}

function readRoom({ RoomId, RoomIdType }: Readonly<Record<string, unknown>>): Room | undefined {
  if (typeof RoomId !== 'string' || RoomId === '') return undefined
  return Number(RoomIdType) === 1 ? { kind: 'int', id: Number(RoomId) } : { kind: 'string', id: RoomId }
}

function readMember(member: unknown): { userId: string; status: string }[] {
  const { User_Account, Status } = asObject(member)
  return User_Account === undefined ? [] : [{ userId: String(User_Account), status: String(Status) }]
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

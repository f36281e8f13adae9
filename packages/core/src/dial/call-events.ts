import type { Room } from '../room.ts'
import type { CallMember } from '../webhooks/fields.ts'
import { evictOldest } from './evict-oldest.ts'
import { type ParsedCall, type ParsedStream, parseCallback } from './parse-callback.ts'

/** What verified callbacks have reported about a call, in any order of arrival. */
export interface CallUpdate {
  readonly callId: string
  readonly room?: Room
  /** Its members, as of the latest callback that lists them. */
  readonly members?: readonly CallMember[]
  /** Everyone who was reported talking, including the robot. */
  readonly participants?: readonly string[]
  /** The vendor's record, once the call has ended. */
  readonly record?: Readonly<Record<string, unknown>>
  /** When the latest callback's event happened, by the vendor's clock, in milliseconds since the epoch. */
  readonly at?: number
}

/** What verified stream events have reported about a task, in any order of arrival. */
export interface StreamUpdate {
  readonly taskId: string
  /** As of the latest event; `ended` is final. */
  readonly status: 'playing' | 'failed' | 'retrying' | 'ended' | 'unknown'
  /** When that happened, by the vendor's clock, in milliseconds since the epoch. */
  readonly at?: number
}

/** What to subscribe to: a call by its id or its room, or a stream by its task. */
export type EventTopic = string | Room | { readonly taskId: string }

/**
 * Passes verified callbacks from your webhook handler to the calls of this process. Give it to `createTrtcCall` as `events`:
 * calls then react to callbacks without waiting for their next poll. Callbacks may arrive late, twice, in any order or not at
 * all: an older one never overwrites a newer one, and polling covers lost ones.
 */
export interface CallEvents {
  /**
   * Applies an event from `verifyCallWebhook` or `verifyTrtcWebhook`, or the parsed body of a callback that you have verified
   * yourself. Ignores other events.
   */
  push(eventOrBody: unknown): void
  /** Returns the latest update of a call. */
  getCall(callId: string): CallUpdate | undefined
  /** Returns the latest update of a stream. */
  getStream(taskId: string): StreamUpdate | undefined
  /** Returns the id of the latest call in this room, if its last event was not before `since` (milliseconds since the epoch). */
  findInRoom(room: Room, since?: number): string | undefined
  /** Calls `listener` on every update of a call, of any call in a room, or of a stream. Returns the unsubscribe function. */
  subscribe(topic: EventTopic, listener: () => void): () => void
}

const maxCalls = 10_000
/** The vendor's clock may be behind ours. */
const clockToleranceMs = 60_000

/**
 * Creates a {@link CallEvents} for a long-running process. On Workers, where one request cannot wake another, resume the call in
 * the callback's own request instead.
 *
 * @example
 * const events = createCallEvents()
 * const { dial } = createTrtcCall({ …, events })
 * const handle = createWebhookHandler({ sdkAppId, call: { secret }, trtc: { key }, events })
 */
export function createCallEvents(): CallEvents {
  const calls = new Map<string, KnownCall>()
  const streams = new Map<string, StreamUpdate>()
  const rooms = new Map<string, string>()
  const { notify, subscribe } = createListeners()

  const applyCall = (parsed: ParsedCall): void => {
    const { callId } = parsed
    const known = merge(calls.get(callId), parsed)
    calls.set(callId, known)
    evictOldest(calls, maxCalls, ({ update: { room, callId: forgotten } }) => {
      if (room !== undefined && rooms.get(keyOf(room)) === forgotten) rooms.delete(keyOf(room))
    })
    notify(callId)
    const { room, at } = known.update
    if (room === undefined) return
    const latestThere = calls.get(rooms.get(keyOf(room)) ?? callId)?.update
    if (isNotOlder(at, latestThere?.at)) rooms.set(keyOf(room), callId)
    notify(keyOf(room))
  }
  return {
    push(eventOrBody) {
      const { call, stream } = parseCallback(eventOrBody)
      if (call !== undefined) applyCall(call)
      if (stream === undefined) return
      streams.set(stream.taskId, mergeStream(streams.get(stream.taskId), stream))
      evictOldest(streams, maxCalls)
      notify(keyOf(stream))
    },
    getCall: (callId) => calls.get(callId)?.update,
    getStream: (taskId) => streams.get(taskId),
    findInRoom(room, since = 0) {
      const callId = rooms.get(keyOf(room))
      const at = callId === undefined ? undefined : calls.get(callId)?.update.at
      return at !== undefined && at < since - clockToleranceMs ? undefined : callId
    },
    subscribe,
  }
}

/** A call, and the time of its list of members, which a late callback must not overwrite. */
interface KnownCall {
  readonly update: CallUpdate
  readonly membersAt: number | undefined
}

function merge(known: KnownCall | undefined, { members, at, ...parsed }: ParsedCall): KnownCall {
  const before = known?.update
  const isLatest = members !== undefined && isNotOlder(at, known?.membersAt)
  const latestAt = isNotOlder(at, before?.at) ? (at ?? before?.at) : before?.at
  const participants = [...new Set([...(before?.participants ?? []), ...parsed.participants])]
  const update: CallUpdate = {
    ...before,
    ...parsed,
    participants,
    ...(before?.record === undefined ? {} : { record: before.record }),
    ...(isLatest ? { members } : {}),
    ...(latestAt === undefined ? {} : { at: latestAt }),
  }
  return { update, membersAt: isLatest ? (at ?? known?.membersAt) : known?.membersAt }
}

/** The end of a task is its last event, regardless of the timestamps. */
function mergeStream(before: StreamUpdate | undefined, parsed: ParsedStream): StreamUpdate {
  if (before === undefined || parsed.status === 'ended') return parsed
  return before.status !== 'ended' && isNotOlder(parsed.at, before.at) ? parsed : before
}

/** An event without a time counts as new. */
function isNotOlder(at: number | undefined, before: number | undefined): boolean {
  return at === undefined || before === undefined || at >= before
}

function createListeners(): Pick<CallEvents, 'subscribe'> & { readonly notify: (key: string) => void } {
  const listeners = new Map<string, Set<() => void>>()
  return {
    notify(key) {
      for (const listener of [...(listeners.get(key) ?? [])]) listener()
    },
    subscribe(topic, listener) {
      const key = keyOf(topic)
      const set = listeners.get(key) ?? new Set()
      listeners.set(key, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(key)
      }
    },
  }
}

/** A key that no CallId resembles, different for the two kinds of room. */
function keyOf(topic: EventTopic): string {
  if (typeof topic === 'string') return topic
  return 'taskId' in topic ? `task ${topic.taskId}` : `${topic.kind} room ${topic.id}`
}

import type { Room } from '../room.ts'
import type { CallMember } from '../webhooks/fields.ts'
import { forgetOldest } from './forget-oldest.ts'
import { type CallReport, readReport, type StreamReport } from './read-report.ts'

/** What verified callbacks of the Call interface have told about a call, in whatever order they came. */
export interface CallNews {
  readonly callId: string
  readonly room?: Room
  /** Who was in it at the time of the latest callback that says so. */
  readonly members?: readonly CallMember[]
  /** Whoever was seen talking in any of them, the robot included. */
  readonly talked?: readonly string[]
  /** The vendor's record, once the call has ended. */
  readonly record?: Readonly<Record<string, unknown>>
  /** When the latest of them happened, by the vendor's clock, in milliseconds since the epoch. */
  readonly at?: number
}

/** What verified events of streams have told about a task, in whatever order they came. */
export interface StreamNews {
  readonly taskId: string
  /** As of the latest of them; `ended` is for good. */
  readonly status: 'playing' | 'failed' | 'retrying' | 'ended' | 'unknown'
  /** When that happened, by the vendor's clock, in milliseconds since the epoch. */
  readonly at?: number
}

/** What listeners can be told about: a call by its id or its room, a stream by its task. */
export type NewsOf = string | Room | { readonly taskId: string }

/**
 * Carries verified callbacks from your receiver to the calls of this process. Give it to `createTrtcCall` as `events`;
 * handles then learn from it without waiting for their next poll. Callbacks may come late, twice, in any order or not at
 * all: an older one never undoes a newer one, and what never comes is learned by polling.
 */
export interface CallEvents {
  /**
   * Takes what `verifyCallWebhook` or `verifyTrtcWebhook` gave, or the parsed body of a callback whose origin you have
   * verified yourself. Other events are passed over.
   */
  push(eventOrBody: unknown): void
  /** The latest news of a call. */
  latest(callId: string): CallNews | undefined
  /** The latest news of a stream. */
  stream(taskId: string): StreamNews | undefined
  /** The call that was last heard of in this room, no earlier than `since` (milliseconds since the epoch). */
  inRoom(room: Room, since?: number): string | undefined
  /** Calls `listener` at every news of this call, of any call in this room, or of this stream; returns how to stop that. */
  subscribe(what: NewsOf, listener: () => void): () => void
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
 * const handle = createWebhookHandler({ sdkAppId, call: { secret }, trtc: { key }, events })
 */
export function createCallEvents(): CallEvents {
  const calls = new Map<string, KnownCall>()
  const streams = new Map<string, StreamNews>()
  const rooms = new Map<string, string>()
  const { tell, subscribe } = createListeners()

  const learn = (report: CallReport): void => {
    const { callId } = report
    const known = merge(calls.get(callId), report)
    calls.set(callId, known)
    forgetOldest(calls, mostCalls, ({ news: { room, callId: forgotten } }) => {
      if (room !== undefined && rooms.get(keyOf(room)) === forgotten) rooms.delete(keyOf(room))
    })
    tell(callId)
    const { room, at } = known.news
    if (room === undefined) return
    const latestThere = calls.get(rooms.get(keyOf(room)) ?? callId)?.news
    if (isNoOlder(at, latestThere?.at)) rooms.set(keyOf(room), callId)
    tell(keyOf(room))
  }
  return {
    push(eventOrBody) {
      const { call, stream } = readReport(eventOrBody)
      if (call !== undefined) learn(call)
      if (stream === undefined) return
      streams.set(stream.taskId, mergeStream(streams.get(stream.taskId), stream))
      forgetOldest(streams, mostCalls)
      tell(keyOf(stream))
    },
    latest: (callId) => calls.get(callId)?.news,
    stream: (taskId) => streams.get(taskId),
    inRoom(room, since = 0) {
      const callId = rooms.get(keyOf(room))
      const at = callId === undefined ? undefined : calls.get(callId)?.news.at
      return at !== undefined && at < since - slackMs ? undefined : callId
    },
    subscribe,
  }
}

/** A call, and how old the parts of its news are that a late callback must not undo. */
interface KnownCall {
  readonly news: CallNews
  readonly membersAt: number | undefined
}

function merge(known: KnownCall | undefined, { members, at, ...report }: CallReport): KnownCall {
  const before = known?.news
  const isLatest = members !== undefined && isNoOlder(at, known?.membersAt)
  const latestAt = isNoOlder(at, before?.at) ? (at ?? before?.at) : before?.at
  const talked = [...new Set([...(before?.talked ?? []), ...report.talked])]
  const news: CallNews = {
    ...before,
    ...report,
    talked,
    ...(before?.record === undefined ? {} : { record: before.record }),
    ...(isLatest ? { members } : {}),
    ...(latestAt === undefined ? {} : { at: latestAt }),
  }
  return { news, membersAt: isLatest ? (at ?? known?.membersAt) : known?.membersAt }
}

/** The end of a task is its last event, whatever the clocks of the vendor's machines say. */
function mergeStream(before: StreamNews | undefined, report: StreamReport): StreamNews {
  if (before === undefined || report.status === 'ended') return report
  return before.status !== 'ended' && isNoOlder(report.at, before.at) ? report : before
}

/** What does not say when it happened counts as new. */
function isNoOlder(at: number | undefined, before: number | undefined): boolean {
  return at === undefined || before === undefined || at >= before
}

function createListeners(): Pick<CallEvents, 'subscribe'> & { readonly tell: (key: string) => void } {
  const listeners = new Map<string, Set<() => void>>()
  return {
    tell(key) {
      for (const listener of [...(listeners.get(key) ?? [])]) listener()
    },
    subscribe(what, listener) {
      const key = keyOf(what)
      const set = listeners.get(key) ?? new Set()
      listeners.set(key, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(key)
      }
    },
  }
}

/** No CallId looks like a room or a task, and the two kinds of room stay apart. */
function keyOf(what: NewsOf): string {
  if (typeof what === 'string') return what
  return 'taskId' in what ? `task ${what.taskId}` : `${what.kind} room ${what.id}`
}

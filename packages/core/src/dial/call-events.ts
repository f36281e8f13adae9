/** What a verified callback of the Call interface tells about a call. */
export interface CallNews {
  readonly callId: string
  readonly roomId?: string
  readonly members?: readonly { readonly userId: string; readonly status: string }[]
  readonly record?: Readonly<Record<string, unknown>>
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
  /** The call that was started in this room, where its callback has come. */
  inRoom(roomId: string): string | undefined
  /** Resolves when there is news of this call or room. */
  next(key: string, signal: AbortSignal): Promise<void>
}

const mostCalls = 10_000

/**
 * @example
 * const events = createCallEvents()
 * const { dial } = createTrtcCall({ …, events })
 * // in your receiver, after checking the sender:
 * events.push(await request.json())
 */
export function createCallEvents(): CallEvents {
  const news = new Map<string, CallNews>()
  const rooms = new Map<string, string>()
  const waiting = new Map<string, Set<() => void>>()
  const wake = (key: string | undefined): void => {
    for (const resolve of waiting.get(key ?? '') ?? []) resolve()
  }
  return {
    push(body) {
      const latest = readCallback(body)
      if (latest === undefined) return
      const before = news.get(latest.callId)
      if (before === undefined && news.size >= mostCalls) forgetOldest(news, rooms)
      news.set(latest.callId, { ...before, ...latest })
      if (latest.roomId !== undefined) rooms.set(latest.roomId, latest.callId)
      wake(latest.callId)
      wake(latest.roomId)
    },
    latest: (callId) => news.get(callId),
    inRoom: (roomId) => rooms.get(roomId),
    next: (key, signal) =>
      new Promise((resolve, reject) => {
        const set = waiting.get(key) ?? new Set()
        const done = (): void => {
          set.delete(arrived)
          if (set.size === 0) waiting.delete(key)
          signal.removeEventListener('abort', aborted)
        }
        const arrived = (): void => {
          done()
          resolve()
        }
        const aborted = (): void => {
          done()
          reject(signal.reason)
        }
        waiting.set(key, set.add(arrived))
        signal.addEventListener('abort', aborted, { once: true })
        if (signal.aborted) aborted()
      }),
  }
}

function forgetOldest(news: Map<string, CallNews>, rooms: Map<string, string>): void {
  for (const [callId, { roomId }] of news) {
    news.delete(callId)
    if (roomId !== undefined) rooms.delete(roomId)
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
  const roomId = info.RoomId ?? record.RoomId
  return {
    callId,
    ...(typeof roomId === 'string' && roomId !== '' ? { roomId } : {}),
    ...(Array.isArray(fields.UserList) ? { members: fields.UserList.map(readMember) } : {}),
    ...(Object.keys(record).length === 0 ? {} : { record }),
  }
}

function readMember(member: unknown): { userId: string; status: string } {
  const { User_Account, Status } = asObject(member)
  return { userId: String(User_Account), status: String(Status) }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

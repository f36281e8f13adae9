import type { TimelineEvent } from '../../src/timeline.ts'
import { onAct, read } from './control-api.ts'
import type { StateDocument } from './state-document.ts'

/** The state and events that the page has received. */
export interface LiveState {
  readonly state?: StateDocument
  /** `Date.now()` when the state was received. */
  readonly asOf: number
  /** Oldest first. */
  readonly events: readonly TimelineEvent[]
  readonly isLive: boolean
}

const maxEvents = 10_000
const debounceMs = 60
const reconnectMs = 1_000
/** For changes without an event, such as a fault that a test scripts. */
const pollMs = 5_000

/** Receives events, and reloads the state after them. Reconnects when the emulator restarts. */
export function subscribe(listener: (live: LiveState) => void): () => void {
  let live: LiveState = { asOf: 0, events: [], isLive: false }
  let source: EventSource | undefined
  let [refresh, reconnect] = [0, 0]
  const fresh: TimelineEvent[] = []
  const change = (changes: Partial<LiveState>) => {
    live = { ...live, ...changes }
    listener(live)
  }
  const load = async () => {
    refresh = 0
    const state = await read<StateDocument>('/state').catch(() => undefined)
    const events = [...live.events, ...fresh.splice(0)].slice(-maxEvents)
    change({ events, ...(state ? { state, asOf: Date.now() } : {}) })
  }
  const schedule = () => {
    if (refresh === 0) refresh = window.setTimeout(load, debounceMs)
  }
  const connect = () => {
    const opened = new EventSource('/_emulator/events?lastEventId=0')
    source = opened
    opened.onopen = () => {
      fresh.length = 0
      change({ events: [], isLive: true })
      schedule()
    }
    opened.onmessage = ({ data }) => {
      fresh.push(JSON.parse(data) as TimelineEvent)
      schedule()
    }
    // Starts from the first event, because a restarted emulator numbers its events again.
    opened.onerror = () => {
      opened.close()
      change({ isLive: false })
      reconnect = window.setTimeout(connect, reconnectMs)
    }
  }
  connect()
  const removeListener = onAct(schedule)
  const poll = setInterval(schedule, pollMs)
  return () => {
    removeListener()
    clearInterval(poll)
    source?.close()
    clearTimeout(refresh)
    clearTimeout(reconnect)
  }
}

import type { TimelineEvent } from '../../src/timeline.ts'
import { onAct, read } from './control.ts'
import type { StateDocument } from './state-document.ts'

/** All that the page knows. */
export interface LiveState {
  readonly state?: StateDocument
  /** What `Date.now()` was when the state came. */
  readonly asOf: number
  /** Oldest first. */
  readonly events: readonly TimelineEvent[]
  readonly isLive: boolean
}

const maxEvents = 10_000
const quietMs = 60
const reconnectMs = 1_000
/** For what is changed by others and is no event, such as a fault that a test scripts. */
const lookAgainMs = 5_000

/** Follows the emulator: events as they happen, and the whole state soon after. Starts anew when it was restarted. */
export function subscribe(listener: (known: LiveState) => void): () => void {
  let known: LiveState = { asOf: 0, events: [], isLive: false }
  let source: EventSource | undefined
  let [refresh, reconnect] = [0, 0]
  const fresh: TimelineEvent[] = []
  const change = (changes: Partial<LiveState>) => {
    known = { ...known, ...changes }
    listener(known)
  }
  const load = async () => {
    refresh = 0
    const state = await read<StateDocument>('/state').catch(() => undefined)
    const events = [...known.events, ...fresh.splice(0)].slice(-maxEvents)
    change({ events, ...(state ? { state, asOf: Date.now() } : {}) })
  }
  const schedule = () => {
    if (refresh === 0) refresh = window.setTimeout(load, quietMs)
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
    // Another emulator may listen there by now, whose events are numbered from one again.
    opened.onerror = () => {
      opened.close()
      change({ isLive: false })
      reconnect = window.setTimeout(connect, reconnectMs)
    }
  }
  connect()
  const forget = onAct(schedule)
  const again = setInterval(schedule, lookAgainMs)
  return () => {
    forget()
    clearInterval(again)
    source?.close()
    clearTimeout(refresh)
    clearTimeout(reconnect)
  }
}

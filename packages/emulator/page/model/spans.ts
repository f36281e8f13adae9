import type { CallView } from '../../src/state/call.ts'
import type { TimelineEvent } from '../../src/timeline.ts'
import { calleesOf } from './format.ts'

/** A period in which a phone or stream was active. */
export interface Span {
  readonly kind: 'ringing' | 'talking' | 'playing'
  readonly from: number
  readonly to: number
}

const opens: Readonly<Record<string, Span['kind']>> = {
  ring: 'ringing',
  answer: 'talking',
  'ingest-fetched': 'playing',
}
const closes = new Set(['reject', 'busy', 'offline', 'timeout', 'leave', 'interrupt', 'ingest-ended', 'answer'])

/** Returns the active periods of each phone, and of the streams as the last line. */
export function spansOf(
  call: CallView,
  events: readonly TimelineEvent[],
  tasks: ReadonlySet<string>,
  now: number,
): readonly { readonly title: string; readonly spans: readonly Span[] }[] {
  const end = call.endedAt ?? now
  const phones = calleesOf(call).map(({ userId }) => {
    const own = events.filter((event) => event.callId === call.callId && event.userId === userId)
    return { title: userId, spans: spans(own, end) }
  })
  const streams = [...tasks].flatMap((taskId) =>
    spans(
      events.filter((event) => event.taskId === taskId),
      end,
    ),
  )
  return streams.length === 0 ? phones : [...phones, { title: 'stream', spans: streams }]
}

function spans(events: readonly TimelineEvent[], end: number): Span[] {
  const found: Span[] = []
  let open: Omit<Span, 'to'> | undefined
  for (const { kind, at } of events) {
    if (open && closes.has(kind)) {
      found.push({ ...open, to: Math.min(at, end) })
      open = undefined
    }
    const opened = opens[kind]
    if (opened !== undefined) open ??= { kind: opened, from: at }
  }
  return open ? [...found, { ...open, to: Math.max(open.from, end) }] : found
}

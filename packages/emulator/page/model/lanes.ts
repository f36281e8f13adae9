import type { DeliveryView } from '../../src/callbacks/delivery.ts'
import type { CallView } from '../../src/state/call.ts'
import type { TimelineEvent } from '../../src/timeline.ts'
import { calleesOf } from './format.ts'
import type { StateDocument } from './state-document.ts'

/** A column of the chart. */
interface Lane {
  readonly key: string
  readonly title: string
}

/** A row of the chart: an event in one lane, and the activity in all lanes. */
export interface Row {
  readonly at: number
  readonly lane: number
  readonly tone: 'plain' | 'good' | 'bad' | 'waiting'
  readonly text: string
  readonly requestIndex?: number
  readonly delivery?: DeliveryView
  /** Number of identical consecutive requests. */
  readonly count: number
  /** Activity per lane. */
  readonly activity: readonly ('ringing' | 'talking' | 'playing' | '')[]
}

/** The chart of one call. */
export interface Chart {
  readonly lanes: readonly Lane[]
  readonly rows: readonly Row[]
}

/** More phones than this share a lane, to keep lanes readable. */
const maxPhoneLanes = 3

/** Lays out the requests, phones, streams and callbacks of a call. */
export function chartOf(call: CallView, state: StateDocument, events: readonly TimelineEvent[]): Chart {
  const phones = calleesOf(call).map(({ userId }) => userId)
  const tasks = tasksOf(call, state)
  const deliveries = deliveriesOf(call, tasks, state.deliveries)
  const lanes: Lane[] = [
    { key: 'requests', title: 'Requests' },
    ...(phones.length <= maxPhoneLanes
      ? phones.map((userId) => ({ key: `phone ${userId}`, title: userId }))
      : [{ key: 'phones', title: `${phones.length} phones` }]),
    { key: 'stream', title: 'Stream' },
    { key: 'callbacks', title: 'Callbacks' },
  ]
  const own = events.filter(
    ({ callId, taskId }) => callId === call.callId || (taskId !== undefined && tasks.has(taskId)),
  )
  const marks = [
    ...own.flatMap((event) => markOf({ ...event, at: receivedAt(event, state) }, lanes)),
    ...deliveries.map((delivery) => markOfDelivery(delivery, lanes, call)),
  ]
  const sorted = marks.sort((a, b) => a.at - b.at || rank(a) - rank(b))
  return { lanes, rows: withActivity(joinRepeats(sorted), lanes) }
}

/** Returns the arrival time of a request, whose event is emitted with its response. */
function receivedAt({ at, requestIndex }: TimelineEvent, { clock, requests }: StateDocument): number {
  const request = requests.find(({ index }) => index === requestIndex)
  return clock.kind === 'real' && request ? Math.min(at, request.at) : at
}

/** Returns the ids of the tasks that play in the room of a call. */
export function tasksOf(call: CallView, { tasks }: StateDocument): ReadonlySet<string> {
  const here = tasks.filter(({ room }) => room.kind === call.room.kind && room.id === call.room.id)
  return new Set(here.map(({ taskId }) => taskId))
}

function deliveriesOf(call: CallView, tasks: ReadonlySet<string>, all: readonly DeliveryView[]): DeliveryView[] {
  return all.filter(({ callId, taskId }) => callId === call.callId || (taskId !== undefined && tasks.has(taskId)))
}

type Mark = Omit<Row, 'activity'> & {
  readonly change?: Row['activity'][number]
  readonly userId?: string
  readonly same?: string
}

/** Sorts a request before its effects in the same millisecond. */
function rank({ requestIndex }: Mark): number {
  return requestIndex === undefined ? 1 : 0
}

const marks: Readonly<Partial<Record<TimelineEvent['kind'], Pick<Mark, 'text' | 'tone' | 'change'>>>> = {
  ring: { text: 'rings', tone: 'waiting', change: 'ringing' },
  'ring-stopped': { text: 'stops on another device', tone: 'plain' },
  'push-sent': { text: 'gets a push', tone: 'waiting' },
  'not-reached': { text: 'is not reached', tone: 'bad' },
  'invite-dropped': { text: 'never rings: too many callees', tone: 'bad' },
  answer: { text: 'answers', tone: 'good', change: 'talking' },
  reject: { text: 'declines', tone: 'bad', change: '' },
  busy: { text: 'is busy', tone: 'bad', change: '' },
  offline: { text: 'is offline', tone: 'bad', change: '' },
  timeout: { text: 'did not answer', tone: 'bad', change: '' },
  leave: { text: 'hangs up', tone: 'plain', change: '' },
  interrupt: { text: 'loses the connection', tone: 'bad', change: '' },
  'robot-left': { text: 'sees the robot leave', tone: 'plain' },
  'ingest-started': { text: 'enters the room', tone: 'plain' },
  'ingest-fetched': { text: 'plays', tone: 'good', change: 'playing' },
  'ingest-without-audience': { text: 'plays without an audience', tone: 'bad' },
  'ingest-failed': { text: 'source failed', tone: 'bad' },
  'ingest-retried': { text: 'retries its source', tone: 'waiting' },
  'ingest-updated': { text: 'is updated', tone: 'plain' },
  'ingest-ended': { text: 'ends', tone: 'plain', change: '' },
}

function markOf(event: TimelineEvent, lanes: readonly Lane[]): Mark[] {
  const { at, kind, detail, userId, requestIndex } = event
  if (kind === 'request') return [markOfRequest(event)]
  const known = marks[kind]
  // The chart has its own header for start and end, and takes deliveries from the state.
  if (!known || kind.startsWith('callback')) return []
  const isStream = kind.startsWith('ingest')
  const shared = lanes.findIndex(({ key }) => key === 'phones')
  const own = lanes.findIndex(({ key }) => key === `phone ${userId}`)
  const lane = isStream ? lanes.length - 2 : own === -1 ? shared : own
  if (lane === -1) return []
  const text = lane === shared ? `${userId} ${known.text}` : known.text
  const label = detail === undefined ? text : `${text}: ${detail}`
  const user = userId === undefined ? {} : { userId }
  return [
    { at, lane, count: 1, ...known, text: label, ...user, ...(requestIndex === undefined ? {} : { requestIndex }) },
  ]
}

function markOfRequest({ at, operationId = 'unknown', detail = '', requestIndex = 0 }: TimelineEvent): Mark {
  const isGood = detail === 'OK'
  const text = isGood ? operationId : `${operationId}: ${detail}`
  return { at, lane: 0, count: 1, text, same: text, tone: isGood ? 'plain' : 'bad', requestIndex }
}

function markOfDelivery(delivery: DeliveryView, lanes: readonly Lane[], call: CallView): Mark {
  const { state, attempts, command, eventType } = delivery
  const name = command?.replace(/^Call\.(Callback)?/, '') ?? `event ${eventType}`
  const tone = state === 'delivered' ? 'good' : state === 'failed' ? 'bad' : 'waiting'
  const at = attempts[0]?.at ?? call.endedAt ?? call.startedAt
  return { at, lane: lanes.length - 1, count: 1, text: name, tone, delivery }
}

/** Joins identical consecutive requests, because polling would fill the chart. */
function joinRepeats(sorted: readonly Mark[]): Mark[] {
  const joined: Mark[] = []
  for (const mark of sorted) {
    const last = joined.at(-1)
    if (last?.same !== undefined && last.same === mark.same)
      joined[joined.length - 1] = { ...mark, at: last.at, count: last.count + 1 }
    else joined.push(mark)
  }
  return joined
}

function withActivity(sorted: readonly Mark[], lanes: readonly Lane[]): Row[] {
  const active: Row['activity'][number][] = lanes.map(() => '')
  return sorted.map(({ change, same: _, userId: __, ...row }) => {
    const before = [...active]
    // A lane shared by several phones has no single state.
    if (change !== undefined && lanes[row.lane]?.key !== 'phones') active[row.lane] = change
    return { ...row, activity: active.map((now, lane) => now || (lane === row.lane ? (before[lane] ?? '') : '')) }
  })
}

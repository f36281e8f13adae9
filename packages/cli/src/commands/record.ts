import { callOptions } from '../client/access-options.ts'
import { createCallClient } from '../client/create-clients.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { callIdOf } from '../dial/handle.ts'
import { roomOptions } from '../dial/options.ts'
import { readRoom } from '../dial/read-request.ts'
import { UsageError } from '../errors.ts'
import type { ValuesOf } from '../options.ts'
import { readTime } from '../read-value.ts'
import { toCsv, toTable } from '../record/format.ts'
import { type FoundRecords, type RecordQuery, readRecords } from '../record/read-records.ts'
import { formatTime, type RecordRow, toRow } from '../record/row.ts'
import { roomName } from '../room.ts'
import { formatFields } from '../terminal.ts'

const availability = `The vendor shows a call about five seconds after its end, for seven days, and only in some
editions.`

export const show = defineCommand({
  details: `${availability}\nWithout a record, it answers with 101050 (exit code 7).`,
  argument: { field: 'CallId', summary: 'printed by call start and dial' },
  options: callOptions,
  examples: ['trtc-call record show 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13'],
  async run(context: Context<typeof callOptions>): Promise<Result> {
    const { argument, signal } = context
    const CallId = callIdOf(argument)
    const calls = await createCallClient(context)
    const { CallRecord: record, RequestId: requestId } = await calls.getRecordByCallid({ CallId }, { signal })
    const row = toRow(record ?? { CallId })
    return { document: { ...row, requestId }, text: formatRow(row) }
  },
})

function formatRow({ callId, result, caller, callees, media, room, ...times }: RecordRow): string {
  return formatFields({
    call: callId,
    result,
    caller,
    callees: callees.join(', '),
    media,
    room: room && roomName(room),
    started: formatTime(times.startedAt),
    answered: formatTime(times.acceptedAt) || 'no',
    ended: formatTime(times.endedAt),
    talked: `${Math.round(times.talkedMs / 1_000)} s`,
  })
}

const maxRows = 100_000

const listOptions = {
  since: {
    kind: 'text',
    value: 'TIME',
    field: 'StartTime',
    summary: 'only calls that began after this time: 2h, 7d or a date [7d]',
  },
  until: {
    kind: 'text',
    value: 'TIME',
    field: 'EndTime',
    summary: 'only calls that began before this time: 2h, 7d or a date [now]',
  },
  result: {
    kind: 'choice',
    choices: ['Cancel', 'Reject', 'NotAnswer', 'NormalEnd', 'CallBusy', 'Interrupt', 'Offline'],
    field: 'CallResult',
    summary: 'only calls that ended like this',
  },
  type: {
    kind: 'choice',
    choices: ['SingleCall', 'MultiCall'],
    field: 'CallType',
    summary: 'only calls between two, or group calls',
  },
  ...roomOptions,
  limit: { kind: 'integer', value: 'N', min: 1, max: maxRows, summary: 'maximum number of calls [100]' },
  ndjson: { kind: 'flag', excludes: ['json', 'csv'], summary: 'print one JSON document per line' },
  csv: { kind: 'flag', excludes: ['json', 'ndjson'], summary: 'print CSV with a header' },
  ...callOptions,
} as const

export const list = defineCommand({
  details: `${availability} Reads all pages. The vendor does not filter by room: with --room, every record is read
and compared here. With --csv, a cell that begins with =, +, -, @, a tab or a line break gets a '
before it, so that no spreadsheet executes it.`,
  options: listOptions,
  examples: [
    'trtc-call record list --since 2h',
    'trtc-call record list --since 1d --result Reject --limit 20',
    'trtc-call record list --since 10m --room room-42 --json',
    'trtc-call record list --ndjson | head -3',
    'trtc-call record list --csv > calls.csv',
  ],
  async run(context: Context<typeof listOptions>): Promise<Result> {
    const { options, signal, info, dryRun } = context
    const query = await readQuery(options)
    const calls = await createCallClient(context)
    const found = await readRecords(calls, query, signal)
    const { rows: records, total, hasMore } = found
    if (records.length === 0 && dryRun === undefined) info('no record matches')
    if (hasMore) info(`there are more records; ${howToReadMore(found, query)}`)
    return { document: { records, total, hasMore }, text: formatRecords(records, options) }
  },
})

async function readQuery(options: ValuesOf<typeof listOptions>): Promise<RecordQuery> {
  const { since, until, result: CallResult, type: CallType, limit = 100 } = options
  const from = since === undefined ? undefined : readTime('--since', since)
  const to = until === undefined ? undefined : readTime('--until', until)
  if (from !== undefined && from > Date.now()) throw new UsageError('--since is in the future')
  if (from !== undefined && to !== undefined && from > to) throw new UsageError('--since is after --until')
  const filter = {
    ...(from === undefined ? {} : { StartTime: Math.floor(from / 1_000) }),
    ...(to === undefined ? {} : { EndTime: Math.ceil(to / 1_000) }),
    ...(CallResult === undefined ? {} : { CallResult }),
    ...(CallType === undefined ? {} : { CallType }),
  }
  return { filter, limit, room: await readRoom(options) }
}

function howToReadMore({ total = 0 }: FoundRecords, { limit }: RecordQuery): string {
  const next = Math.min(maxRows, Math.max(total, limit * 10))
  return next > limit ? `read them with --limit ${next}` : 'read fewer at a time with --since and --until'
}

function formatRecords(rows: readonly RecordRow[], { ndjson, csv }: ValuesOf<typeof listOptions>): string {
  if (ndjson) return rows.map((row) => JSON.stringify(row)).join('\n')
  if (csv) return toCsv(rows)
  return rows.length === 0 ? '' : toTable(rows)
}

import { callOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { readRoom } from '../dial/read-ring.ts'
import { roomOptions } from '../dial/ring-options.ts'
import { UsageError } from '../errors.ts'
import type { ValuesOf } from '../options.ts'
import { readTime } from '../read-value.ts'
import { type FoundRecords, type RecordQuery, readRecords } from '../record/read-records.ts'
import { recordCsv, recordTable } from '../record/record-formats.ts'

const mostRows = 100_000

const options = {
  since: { kind: 'text', value: 'TIME', summary: 'began after this: 2h, 7d or a date; default 7d, all there is' },
  until: { kind: 'text', value: 'TIME', summary: 'began before this, default now' },
  result: {
    kind: 'choice',
    choices: ['Cancel', 'Reject', 'NotAnswer', 'NormalEnd', 'CallBusy', 'Interrupt', 'Offline'],
    summary: 'how it ended',
  },
  type: { kind: 'choice', choices: ['SingleCall', 'MultiCall'], summary: 'between two, or of a group' },
  ...roomOptions,
  limit: { kind: 'integer', value: 'N', min: 1, max: mostRows, summary: 'how many, default 100' },
  ndjson: { kind: 'flag', excludes: ['json', 'csv'], summary: 'one JSON document on each line' },
  csv: {
    kind: 'flag',
    excludes: ['json', 'ndjson'],
    summary: 'comma-separated, with a header',
  },
  ...callOptions,
} as const

export const recordListCommand = defineCommand({
  details: `The vendor shows a call about five seconds after its end, for seven days, and only in some editions. All pages are
read. The vendor does not filter by room: with --room every record is read and compared here.
With --csv a cell that begins with =, +, -, @, a tab or a line break gets a ' before it, so that no spreadsheet runs it.`,
  options,
  examples: [
    'trtc-call record list --since 2h',
    'trtc-call record list --since 1d --result Reject --limit 20',
    'trtc-call record list --since 10m --room room-42 --json',
    'trtc-call record list --ndjson | head -3',
    'trtc-call record list --csv > calls.csv',
  ],
  run: list,
})

async function list(context: Context<typeof options>): Promise<Result> {
  const { options: given, signal, info, rehearsal } = context
  const query = await readQuery(given)
  const calls = await connectCalls(context)
  const found = await readRecords(calls, query, signal)
  if (found.rows.length === 0 && rehearsal === undefined) info('no record matches')
  if (found.more) info(`there are more; ${howToReadMore(found, query)}`)
  const { rows: records, total, more } = found
  return { document: { records, total, more }, text: textOf(found, given) }
}

function howToReadMore({ total = 0 }: FoundRecords, { limit }: RecordQuery): string {
  const next = Math.min(mostRows, Math.max(total, limit * 10))
  return next > limit ? `read them with --limit ${next}` : 'ask for less at a time with --since and --until'
}

function textOf({ rows }: FoundRecords, { ndjson, csv }: ValuesOf<typeof options>): string {
  if (ndjson) return rows.map((row) => JSON.stringify(row)).join('\n')
  if (csv) return recordCsv(rows)
  return rows.length === 0 ? '' : recordTable(rows)
}

async function readQuery(given: ValuesOf<typeof options>): Promise<RecordQuery> {
  const { since, until, result: CallResult, type: CallType, limit = 100 } = given
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
  return { filter, limit, room: await readRoom(given) }
}

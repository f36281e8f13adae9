import { formatTable } from '../terminal.ts'
import { formatTime, type RecordRow } from './row.ts'

type Columns = Readonly<Record<string, (row: RecordRow) => string>>

const tableColumns: Columns = {
  started: ({ startedAt }) => formatTime(startedAt),
  result: ({ result = '' }) => result,
  'talked s': ({ talkedMs }) => String(Math.round(talkedMs / 1_000)),
  caller: ({ caller = '' }) => caller,
  callees: ({ callees }) => callees.join(' '),
  room: ({ room }) => (room === undefined ? '' : String(room.id)),
  call: ({ callId }) => callId,
}

export function toTable(rows: readonly RecordRow[]): string {
  return formatTable(Object.keys(tableColumns), cellsOf(rows, tableColumns))
}

const csvColumns: Columns = {
  callId: ({ callId }) => callId,
  result: ({ result = '' }) => result,
  caller: ({ caller = '' }) => caller,
  callees: ({ callees }) => callees.join(' '),
  media: ({ media = '' }) => media,
  type: ({ type = '' }) => type,
  roomKind: ({ room }) => room?.kind ?? '',
  roomId: ({ room }) => String(room?.id ?? ''),
  startedAt: ({ startedAt }) => formatTime(startedAt),
  acceptedAt: ({ acceptedAt }) => formatTime(acceptedAt),
  endedAt: ({ endedAt }) => formatTime(endedAt),
  talkedMs: ({ talkedMs }) => String(talkedMs),
}

/** CSV with a header, as in RFC 4180. */
export function toCsv(rows: readonly RecordRow[]): string {
  const lines = cellsOf(rows, csvColumns).map((cells) => cells.map((cell) => csvQuote(escapeFormula(cell))))
  return [Object.keys(csvColumns), ...lines].map((cells) => cells.join(',')).join('\r\n')
}

function cellsOf(rows: readonly RecordRow[], columns: Columns): string[][] {
  return rows.map((row) => Object.values(columns).map((cellOf) => cellOf(row)))
}

/** Callers choose room names, and a spreadsheet executes what looks like a formula. */
function escapeFormula(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function csvQuote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

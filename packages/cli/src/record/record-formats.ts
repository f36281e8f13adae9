import { formatTable } from '../terminal.ts'
import { isoSeconds, type RecordRow } from './record-row.ts'

const columns: Readonly<Record<string, (row: RecordRow) => string>> = {
  started: ({ startedAt }) => isoSeconds(startedAt),
  result: ({ result = '' }) => result,
  'talked s': ({ talkedMs }) => String(Math.round(talkedMs / 1_000)),
  caller: ({ caller = '' }) => caller,
  callees: ({ callees }) => callees.join(' '),
  room: ({ room }) => (room === undefined ? '' : String(room.id)),
  call: ({ callId }) => callId,
}

/** For a reader. */
export function recordTable(rows: readonly RecordRow[]): string {
  const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row)))
  return formatTable(Object.keys(columns), cells)
}

const fields: Readonly<Record<string, (row: RecordRow) => string>> = {
  callId: ({ callId }) => callId,
  result: ({ result = '' }) => result,
  caller: ({ caller = '' }) => caller,
  callees: ({ callees }) => callees.join(' '),
  media: ({ media = '' }) => media,
  type: ({ type = '' }) => type,
  roomKind: ({ room }) => room?.kind ?? '',
  roomId: ({ room }) => String(room?.id ?? ''),
  startedAt: ({ startedAt }) => isoSeconds(startedAt),
  acceptedAt: ({ acceptedAt }) => isoSeconds(acceptedAt),
  endedAt: ({ endedAt }) => isoSeconds(endedAt),
  talkedMs: ({ talkedMs }) => String(talkedMs),
}

/** As RFC 4180 has it, with a header. What a spreadsheet would run begins with a quote, and is a text there. */
export function recordCsv(rows: readonly RecordRow[]): string {
  const lines = rows.map((row) => Object.values(fields).map((field) => field(row)))
  return [Object.keys(fields), ...lines]
    .map((line) => line.map((cell) => quoted(unobeyed(cell))).join(','))
    .join('\r\n')
}

/** A caller can choose a room’s name, and a spreadsheet runs what looks like a formula. */
function unobeyed(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

import { expect, test } from 'vitest'
import { toCsv } from '../src/record/format.ts'
import { toRow } from '../src/record/row.ts'
import { formatTable } from '../src/terminal.ts'

test('a record with only its id is a row', () => {
  expect(toRow({ CallId: 'one' })).toMatchObject({ callId: 'one', callees: [], talkedMs: 0, room: undefined })
})

test('a cell with a comma, a quote or a line break is quoted', () => {
  const row = toRow({ CallId: 'a,"b"\nc', RoomId: '7', RoomIdType: '1' })
  expect(toCsv([row]).split('\r\n')[1]).toBe('"a,""b""\nc",,,,,,int,7,,,,0')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('a spreadsheet does not execute %j', (RoomId) => {
  const [, line = ''] = toCsv([toRow({ CallId: 'one', RoomId })]).split('\r\n')
  expect(line).toMatch(/,"?'/)
  expect(toCsv([toRow({ CallId: 'a-b', RoomId: 'room-1' })])).not.toContain("'")
})

test('control characters are escaped', () => {
  expect(formatTable(['user'], [['a\u001b[2Jb']])).toBe('user\na\\u001b[2Jb')
})

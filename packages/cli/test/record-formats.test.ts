import type { CallClient } from '@trtc-call/node'
import { expect, test } from 'vitest'
import { readTime } from '../src/args/read-time.ts'
import { readRecords } from '../src/record/read-records.ts'
import { recordCsv } from '../src/record/record-formats.ts'
import { recordRow } from '../src/record/record-row.ts'
import { tableOf } from '../src/table.ts'

test('a record with nothing but its id is a row', () => {
  expect(recordRow({ CallId: 'one' })).toMatchObject({ callId: 'one', callees: [], talkedMs: 0, room: undefined })
})

test('a cell with a comma, a quote or a line break is quoted', () => {
  const row = recordRow({ CallId: 'a,"b"\nc', RoomId: '7', RoomIdType: '1' })
  expect(recordCsv([row]).split('\r\n')[1]).toBe('"a,""b""\nc",,,,,,int,7,,,,0')
})

test('what a terminal would obey is not shown', () => {
  expect(tableOf(['user'], [['a\u001b[2Jb']])).toBe('user\na\\u001b[2Jb')
})

test('a time ago is counted from now; a date is one', () => {
  expect(readTime('--since', '2h', 10_000_000)).toBe(2_800_000)
  expect(readTime('--since', '2026-01-31T12:00:00Z')).toBe(Date.UTC(2026, 0, 31, 12))
  expect(() => readTime('--since', '2026-13-31')).toThrow('--since must be')
})

/** Pages of a vendor that counts, or does not. */
function pages(total: number, told: boolean): { calls: CallClient; asked: number[] } {
  const asked: number[] = []
  const getRecordByFilter = async ({ Page = 1, NumberPerPage = 10 }) => {
    asked.push(Page)
    const from = (Page - 1) * NumberPerPage
    const count = Math.max(0, Math.min(NumberPerPage, total - from))
    const CallRecordList = Array.from({ length: count }, (_, index) => ({ CallId: `call-${from + index}` }))
    return { CallRecordList, ...(told ? { TotalNum: total } : {}) }
  }
  return { calls: { getRecordByFilter } as unknown as CallClient, asked }
}

test.each([
  [120, true, 1_000, [1, 2, 3], 120, false],
  [100, true, 1_000, [1, 2], 100, false],
  [100, false, 1_000, [1, 2, 3], 100, false],
  [120, true, 60, [1, 2], 60, true],
  [50, true, 50, [1], 50, false],
])('%i records (counted: %s), at most %i: pages %j', async (total, told, limit, expected, count, more) => {
  const { calls, asked } = pages(total, told)
  const found = await readRecords(calls, { filter: {}, limit }, new AbortController().signal)
  expect({ asked, count: found.rows.length, more: found.more }).toEqual({ asked: expected, count, more })
})

import type { CallClient } from '@trtc-call/node'
import { expect, test } from 'vitest'
import { type FoundRecords, readRecords } from '../src/record/read-records.ts'

interface Page {
  readonly CallRecordList: readonly object[]
  readonly TotalNum?: number
}

/** A vendor that returns these pages. */
function vendor(give: (page: number, size: number) => Page): { calls: CallClient; asked: number[] } {
  const asked: number[] = []
  const getRecordByFilter = async ({ Page = 1, NumberPerPage = 10 }) => {
    asked.push(Page)
    if (asked.length > 10) throw new Error('it never stops')
    return give(Page, NumberPerPage)
  }
  return { calls: { getRecordByFilter } as unknown as CallClient, asked }
}

const range = (from: number, to: number): { CallId: string; RoomId: string }[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ CallId: `call-${from + index}`, RoomId: 'room-42' }))

const read = (calls: CallClient, limit: number, more: object = {}): Promise<FoundRecords> =>
  readRecords(calls, { filter: {}, limit, ...more }, new AbortController().signal)

test.each([
  [120, true, 1_000, [1, 2, 3], 120, false],
  [100, true, 1_000, [1, 2], 100, false],
  [100, false, 1_000, [1, 2, 3], 100, false],
  [120, true, 60, [1, 2], 60, true],
  [50, true, 50, [1], 50, false],
])('%i records (counted: %s), at most %i: pages %j', async (total, isCounted, limit, expected, count, more) => {
  const { calls, asked } = vendor((page, size) => {
    const CallRecordList = range((page - 1) * size, Math.min(page * size, total))
    return { CallRecordList, ...(isCounted ? { TotalNum: total } : {}) }
  })
  const found = await read(calls, limit)
  expect({ asked, count: found.rows.length, more: found.hasMore }).toEqual({ asked: expected, count, more })
})

test('a call that ends in the meantime moves others to the next page: none is listed twice, none is missed', async () => {
  // The newest first: after the first page one more is there, and the last of it is the first of the next.
  const { calls, asked } = vendor((page) => {
    const CallRecordList = page === 1 ? range(0, 50) : page === 2 ? range(49, 99) : range(99, 100)
    return { CallRecordList, TotalNum: page === 1 ? 100 : 101 }
  })
  const { rows } = await read(calls, 1_000)
  expect(asked).toEqual([1, 2, 3, 4])
  expect(rows.map(({ callId }) => callId)).toEqual(range(0, 100).map(({ CallId }) => CallId))
})

test.each([
  [undefined, false],
  [120, true],
])('a server that repeats one page is asked twice; counted: %s', async (TotalNum, more) => {
  const { calls, asked } = vendor(() => ({ CallRecordList: range(0, 50), ...(TotalNum && { TotalNum }) }))
  const found = await read(calls, 100)
  expect({ asked, count: found.rows.length, more: found.hasMore }).toEqual({ asked: [1, 2], count: 50, more })
})

test('with a room, every page is read and other rooms are left out', async () => {
  const others = range(0, 49).map((each) => ({ ...each, RoomId: 'another' }))
  const { calls, asked } = vendor((page) => ({
    CallRecordList: page === 1 ? others.concat(range(49, 50)) : range(50, 52),
  }))
  const found = await read(calls, 100, { room: { kind: 'string', id: 'room-42' } })
  expect({ asked, ids: found.rows.map(({ callId }) => callId) }).toEqual({
    asked: [1, 2],
    ids: ['call-49', 'call-50', 'call-51'],
  })
})

import { expect } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import type { RawClient } from './support/raw-client.ts'

const byId = 'call_record_http_srv/get_record_by_callid'
const byFilter = 'call_record_http_srv/get_record_by_filter'

const seconds = (ms: number) => Math.floor(ms / 1000)

async function callAndEnd(client: RawClient, emulator: Emulator, callees: string[]): Promise<string> {
  const callId = await client.ring(callees)
  await emulator.advance(1_000)
  await client.command('call_engine_http_srv/end_call', { CallId: callId })
  await emulator.advance(1_000)
  return callId
}

test('a record can be read five seconds after the end', async ({ emulator, client }) => {
  const startedAt = emulator.now()
  const CallId = await callAndEnd(client, emulator, ['jack'])
  await emulator.advance(3_999)
  expect((await client.command(byId, { CallId })).ErrorCode).toBe(101050)
  await emulator.advance(1)
  expect((await client.command(byId, { CallId })).Response?.CallRecord).toEqual({
    CallId,
    Caller_Account: 'robot',
    MediaType: 'Video',
    CallType: 'SingleCall',
    StartTime: seconds(startedAt),
    AcceptTime: seconds(startedAt + 400),
    EndTime: seconds(startedAt + 1_000),
    CallResult: 'NormalEnd',
    CalleeList_Account: ['robot', 'jack'],
    RoomId: 'room-42',
    RoomIdType: 2,
  })
})

test('never answered: AcceptTime is 0', async ({ emulator, client }) => {
  emulator.callee('jack', { does: 'ignore' })
  const CallId = await client.ring(['jack'])
  await emulator.advance(35_000)
  const { Response } = await client.command(byId, { CallId })
  expect(Response?.CallRecord).toMatchObject({ AcceptTime: 0, CallResult: 'NotAnswer' })
})

test('a filter returns pages and the total number', async ({ emulator, client }) => {
  for (const name of ['a', 'b', 'c']) await callAndEnd(client, emulator, [name])
  await emulator.advance(5_000)
  const first = await client.command(byFilter, { NumberPerPage: 2 })
  expect(first.Response).toMatchObject({ TotalNum: 3, Page: 1, CallRecordList: [{}, {}] })
  const second = await client.command(byFilter, { NumberPerPage: 2, Page: 2 })
  expect(second.Response?.CallRecordList).toHaveLength(1)
  expect((await client.command(byFilter, { NumberPerPage: 2, Page: 3 })).ErrorCode).toBe(101050)
})

test('a filter selects by time, result and type', async ({ emulator, client }) => {
  const start = Math.floor(emulator.now() / 1000)
  const single = await callAndEnd(client, emulator, ['a'])
  await emulator.advance(60_000)
  emulator.callee('b', { does: 'reject' })
  emulator.callee('c', { does: 'busy' })
  const group = await client.ring(['b', 'c'])
  await emulator.advance(10_000)
  const find = async (filter: object) => {
    const { Response } = await client.command(byFilter, filter)
    const list = (Response?.CallRecordList ?? []) as { CallId: string }[]
    return list.map(({ CallId }) => CallId)
  }
  expect(await find({})).toEqual([single, group])
  expect(await find({ EndTime: start + 30 })).toEqual([single])
  expect(await find({ StartTime: start + 30 })).toEqual([group])
  expect(await find({ CallResult: 'Reject' })).toEqual([group])
  expect(await find({ CallType: 'SingleCall' })).toEqual([single])
  expect(await find({ CallType: 'SingleCall', CallResult: 'Reject' })).toEqual([])
})

test('a record leaves the filter after seven days', async ({ emulator, client }) => {
  await callAndEnd(client, emulator, ['jack'])
  await emulator.advance(7 * 24 * 3_600_000 - 10_000)
  expect((await client.command(byFilter, {})).ErrorCode).toBe(0)
  await emulator.advance(10_000)
  expect((await client.command(byFilter, {})).ErrorCode).toBe(101050)
})

test.describe('an edition without records', () => {
  test.override({ options: { records: false } })

  test('has no records', async ({ emulator, client }) => {
    await callAndEnd(client, emulator, ['jack'])
    await emulator.advance(5_000)
    expect((await client.command(byFilter, {})).ErrorCode).toBe(101050)
  })
})

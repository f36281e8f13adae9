import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor, type Ran } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({
    clock: 'virtual',
    users: { jill: { does: 'reject' }, jack: { does: 'answer', hangUpAfterMs: 60_000 } },
  })
  env = envFor(emulator)
  for (const [callee, room] of [
    ['jack', 'room-42'],
    ['jill', 'room-43'],
    ['jill', 'room-44'],
  ] as const) {
    const ring = ['call', 'start', '--robot', 'robot', '--callee', callee, '--media', 'audio', '--room', room]
    expect(await runHere(ring, env)).toMatchObject({ code: 0 })
    await emulator.advance(120_000)
  }
})
afterAll(() => emulator.close())

interface Listed {
  readonly records: readonly Record<string, unknown>[]
  readonly hasMore: boolean
  readonly total: number
}
const list = (...args: string[]): Promise<Ran> => runHere(['record', 'list', ...args], env)
const listed = async (...args: string[]): Promise<Listed> =>
  documentOf(await list(...args, '--json')) as unknown as Listed

test('record list: every call of the last seven days, in our names and units', async () => {
  const { records, hasMore, total } = await listed()
  expect({ count: records.length, hasMore, total }).toEqual({ count: 3, hasMore: false, total: 3 })
  const answered = records.find(({ result }) => result === 'NormalEnd')
  expect(answered).toMatchObject({
    caller: 'robot',
    callees: ['jack'],
    media: 'Audio',
    room: { kind: 'string', id: 'room-42' },
    talkedMs: 60_000,
  })
  expect(Number(answered?.acceptedAt)).toBeGreaterThanOrEqual(Number(answered?.startedAt))
})

test('record list: --result, --room and --limit choose, and a note says that there are more', async () => {
  expect((await listed('--result', 'Reject', '--since', '2h')).records).toHaveLength(2)
  expect((await listed('--room', 'room-43')).records).toMatchObject([{ result: 'Reject', talkedMs: 0 }])
  expect((await listed('--int-room', '43')).records).toEqual([])
  const { records, hasMore } = await listed('--limit', '2')
  expect({ count: records.length, hasMore }).toEqual({ count: 2, hasMore: true })
  expect((await list('--limit', '2')).stderr).toContain('there are more records')
  expect((await listed('--limit', '3')).hasMore).toBe(false)
  expect((await listed('--since', '2020-01-01', '--until', '2020-01-02')).records).toEqual([])
})

test('record list asks for as many as it needs; with --room for pages of fifty', async () => {
  const asked = async (...args: string[]): Promise<unknown[]> => {
    const before = emulator.requests('getRecordByFilter').length
    await listed(...args)
    return emulator
      .requests('getRecordByFilter')
      .slice(before)
      .map(({ body }) => body)
  }
  expect(await asked('--limit', '1')).toEqual([{ NumberPerPage: 1, Page: 1 }])
  expect(await asked('--limit', '1', '--room', 'room-42')).toEqual([{ NumberPerPage: 50, Page: 1 }])
})

test('record list as a table, as lines of JSON and as CSV', async () => {
  const table = (await list()).stdout.trimEnd().split('\n')
  expect(table[0]).toMatch(/^started +result +talked s +caller +callees +room +call$/)
  expect(table).toHaveLength(4)
  expect(table.join('\n')).toMatch(/Z {2}NormalEnd +60 +robot +jack +room-42 /)
  const lines = (await list('--ndjson')).stdout.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).caller)).toEqual(['robot', 'robot', 'robot'])
  const csv = (await list('--csv')).stdout.trimEnd().split('\r\n')
  expect(csv[0]).toBe('callId,result,caller,callees,media,type,roomKind,roomId,startedAt,acceptedAt,endedAt,talkedMs')
  expect(csv).toHaveLength(4)
})

test.each([
  [['--since', 'yesterday'], '--since must be a time ago (90s, 30m, 2h, 7d) or a date'],
  [['--since', '1h', '--until', '2h'], '--since is after --until'],
  [['--csv', '--json'], '--csv and --json exclude each other'],
  [['--ndjson', '--csv'], '--ndjson and --csv exclude each other'],
  [['--since', '2026-02-30'], '--since must be a time ago'],
  [['--since', '999999d'], '--since must be a time ago'],
  [['--until', '9999-12-31'], 'from 1970 to 2106'],
  [['--since', '2106-01-01'], '--since is in the future'],
  [['--result', 'Rejected'], '--result must be'],
  [['--limit', '0'], '--limit must be a whole number'],
])('record list refuses %j', async (args, said) => {
  const sent = emulator.requests().length
  expect(await list(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  expect(emulator.requests()).toHaveLength(sent)
})

test('record show: how one call went; 7 where there is no record', async () => {
  const [record] = (await listed('--result', 'NormalEnd')).records
  const ran = await runHere(['record', 'show', String(record?.callId), '--json'], env)
  expect(documentOf(ran)).toMatchObject({ ...record, requestId: expect.any(String) })
  expect((await runHere(['record', 'show', String(record?.callId)], env)).stdout).toMatch(/result +NormalEnd\n/)
  expect((await runHere(['record', 'show', 'no-such-call', '--json'], env)).code).toBe(7)
})

test('a dry run does not mention records', async () => {
  expect(await list('--since', '2h', '--dry-run')).toMatchObject({
    code: 0,
    stderr: 'nothing was sent; *** replaces secrets\n',
  })
})

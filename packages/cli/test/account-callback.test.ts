import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ accounts: 'strict', users: { jane: { does: 'offline' } } })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const json = async (...args: string[]): Promise<Record<string, never>> =>
  documentOf(await runHere([...args, '--json'], env))

test('callback set, show, delete; the secret in the address stays away', async () => {
  const secret = 'hush-hush-hush'
  expect(await json('callback', 'show')).toEqual({ set: false })
  const url = `https://calls.example.com/trtc?token=${secret}`
  const set = await runHere(['callback', 'set', '--url', url, '--event', 'end', '--json'], env)
  expect(documentOf(set)).toMatchObject({
    url: 'https://calls.example.com/trtc?***',
    commands: ['Call.CallbackAfterEndCall'],
  })
  expect(emulator.requests('setCallback').at(-1)?.body).toMatchObject({ Url: url })
  const shown = await runHere(['callback', 'show'], env)
  expect(shown.stdout).toContain('https://calls.example.com/trtc?***')
  expect(set.stdout + set.stderr + shown.stdout + shown.stderr).not.toContain(secret)
  expect(await json('callback', 'delete')).toMatchObject({ deleted: true })
  expect(await json('callback', 'delete')).toMatchObject({ deleted: false })
  await json('callback', 'set', '--url', url)
  expect((await json('callback', 'show')).commands).toHaveLength(3)
  await json('callback', 'delete')
})

test('account import, check, online; robot set', async () => {
  const users = ['--user', 'jack', '--user', 'jane']
  const before = await runHere(['account', 'check', ...users, '--json'], env)
  expect(before.code).toBe(1)
  expect(documentOf(before)).toMatchObject({ accounts: [{ imported: false }, { imported: false }] })
  expect((await runHere(['robot', 'set', '--robot', 'robot', '--nick', 'Delivery'], env)).code).toBe(7)
  const robot = ['account', 'import', '--user', 'robot', '--nick', 'Robot', '--face', 'https://example.com/a.png']
  expect(await json(...robot)).toEqual({ imported: ['robot'], failed: [] })
  expect(documentOf(await runHere(['account', 'import', '--user', '-', '--json'], env, 'jack\njane\n'))).toMatchObject({
    imported: ['jack', 'jane'],
  })
  expect((await runHere(['account', 'check', ...users], env)).stdout).toMatch(/jack +imported\n/)
  expect(await json('robot', 'set', '--robot', 'robot', '--nick', 'Delivery')).toMatchObject({ nick: 'Delivery' })
  expect(emulator.requests('portraitSet').at(-1)?.body).toEqual({
    From_Account: 'robot',
    ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Delivery' }],
  })
  const online = await runHere(['account', 'online', ...users, '--user', 'nobody', '--json'], env)
  expect(online.code).toBe(1)
  expect(documentOf(online)).toMatchObject({
    accounts: [{ status: 'Online' }, { status: 'Offline' }, { userId: 'nobody', errorCode: 70107 }],
  })
})

test('many users are imported a hundred at a time', async () => {
  const users = Array.from({ length: 150 }, (_, index) => `user-${index}`).join('\n')
  const ran = await runHere(['account', 'import', '--user', '-', '--json'], env, users)
  expect(documentOf(ran).imported).toHaveLength(150)
  const sizes = emulator
    .requests('multiaccountImport')
    .slice(-2)
    .map(({ body }) => (body as { AccountList: unknown[] }).AccountList.length)
  expect(sizes).toEqual([100, 50])
})

test.each([
  [['account', 'import', '--user', 'a', '--user', 'b', '--nick', 'c'], '--nick and --face need a single --user'],
  [['account', 'check', '--user', 'a', '--user', 'a'], '--user names "a" twice'],
  [['account', 'check', '--user', 'x'.repeat(33)], '--user (the first) must have at most 32 bytes, given 33'],
  [['robot', 'set', '--robot', 'robot'], 'give --nick or --face'],
  [['callback', 'set'], '--url URL is missing'],
  [['callback', 'set', '--url', 'ftp://example.com'], '--url must be an http or https URL'],
  [['callback', 'set', '--url', 'https://example.com', '--event', 'ring'], '--event must be start or member or end'],
  [['ingest', 'show', 'some-task', '--interval', '5s'], '--interval needs --watch'],
])('a wrong command line sends nothing: %j', async (args, said) => {
  const sent = emulator.requests().length
  expect(await runHere(args, env)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  expect(emulator.requests()).toHaveLength(sent)
})

test('ingest show --watch looks until the stream is over; Ctrl-C leaves it alone', async () => {
  const play = ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', 'https://example.com/a.mp4']
  const { taskId } = await json(...play)
  const watching = startHere(['ingest', 'show', '--watch', '--interval', '1s', '--json', '--', String(taskId)], env)
  await watching.saw('InProgress')
  emulator.finishStream(String(taskId))
  const ran = await watching.ended
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/InProgress.*\n.*NotExist/) })
  expect(documentOf(ran)).toMatchObject({ taskId, status: 'NotExist' })
  const forever = await json(...play, '--repeat', 'forever')
  const running = startHere(['ingest', 'show', '--watch', '--json', '--', String(forever.taskId)], env)
  await running.saw('InProgress')
  running.kill('SIGINT')
  expect((await running.ended).code).toBe(130)
  expect(emulator.tasks().find((task) => task.taskId === forever.taskId)).not.toHaveProperty('endReason')
})

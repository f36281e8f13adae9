import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ accounts: 'strict', users: { jane: { does: 'offline' } } })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const json = async (...args: string[]): Promise<Record<string, never>> =>
  documentOf(await runHere([...args, '--json'], env))

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
])('a wrong command line sends nothing: %j', async (args, said) => {
  const sent = emulator.requests().length
  expect(await runHere(args, env)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  expect(emulator.requests()).toHaveLength(sent)
})

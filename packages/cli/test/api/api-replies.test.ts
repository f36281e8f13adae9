import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaksIn } from '../leaks.ts'
import { documentOf, envFor, type Ran } from '../run-cli.ts'
import { runHere } from '../run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ ingestRoomIdType: 'reference', users: { jack: { does: 'ignore' } } })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const [token, password] = ['token-of-the-receiver', 'password-of-the-receiver']
const url = `https://someone:${password}@example.com/hook?token=${token}`

test('no response contains the receiver’s secrets', async () => {
  await runHere(['callback', 'set', '--url', url], env)
  for (const args of [
    ['api', 'getCallback', '--verbose'],
    ['api', 'get_callback', '--json'],
    ['callback', 'show', '--json'],
    ['callback', 'show', '--verbose'],
  ]) {
    const ran = await runHere(args, env)
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('https://***@example.com/hook?***') })
    expect(leaksIn(ran.stdout + ran.stderr, { token, password })).toEqual([])
  }
})

const play = (...flags: string[]): Promise<Ran> => {
  const body = {
    ...{ RoomId: 'room-42', RoomIdType: 0, UserId: 'robot', UserSig: 'x', StreamUrl: 'https://example.com/a.mp4' },
  }
  return runHere(['api', 'startStreamIngest', '--body', JSON.stringify(body), ...flags], env)
}

test('--room-id-type sets the convention of RoomIdType in startStreamIngest', async () => {
  const refused = await play()
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('(RoomIdType 0 in the convention "guide")'),
  })
  const sent = await play('--room-id-type', 'reference')
  // It gets as far as the bot's own signature, which is none.
  expect(sent).toMatchObject({ code: 4, stderr: expect.stringContaining('UserSig') })
  expect(emulator.requests('startStreamIngest')).toMatchObject([{ body: { RoomId: 'room-42', RoomIdType: 0 } }])
})

test('--room-id-type is refused for other operations', async () => {
  const ran = await runHere(['api', 'getCallback', '--room-id-type', 'guide'], env)
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--room-id-type is for startStreamIngest') })
})

test('a ring with a lost response says how to find the call', async () => {
  emulator.script('startCallByRobot', { then: 'drop' })
  const body = JSON.stringify({
    ...{ Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000 },
    CallInfo: { MediaType: 'Audio', RoomId: 'room-43', RoomIdType: 2 },
  })
  const ran = await runHere(['api', 'startCallByRobot', '--body', body, '--json'], env)
  expect(ran).toMatchObject({ code: 5, stderr: expect.stringContaining('they may ring twice') })
  expect(ran.stderr).toMatch(/record list --since 20\S+Z --room 'room-43'\n/)
  expect(documentOf(ran)).toMatchObject({ placement: { room: { kind: 'string', id: 'room-43' }, callees: ['jack'] } })
})

import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { mintPrivateMapKey, stringRoom } from '@trtc-call/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCommand } from '../src/command.ts'
import { commands } from '../src/commands/index.ts'
import { leaksIn } from './leaks.ts'
import {
  expectNoLeak,
  macOf,
  planted,
  plantedEnv,
  plantedKeys,
  runAll,
  secretUrl,
  sending,
  talkative,
  userSig,
} from './planted.ts'
import { runHere, startHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ ...plantedKeys, answerAfterMs: 1, streamDurationMs: 400 })
  env = plantedEnv(emulator)
})
afterAll(() => emulator.close())

test('covers every command that sends something', async () => {
  const all = await Promise.all(commands.map(loadCommand))
  const senders = all.filter(({ options }) => options.dryRun !== undefined).map(({ path }) => path.join(' '))
  const begins = (name: string): boolean => sending.some((args) => `${args.join(' ')} `.startsWith(`${name} `))
  // This one is searched below.
  expect(senders.filter((name) => !begins(name)).sort()).toEqual(['doctor'])
})

test('on success, and with --dry-run', async () => {
  const dry = sending.flatMap((args) => [
    [...args, '--dry-run'],
    [...args, '--dry-run', '--json', '--verbose'],
  ])
  const results = await runAll([...talkative.filter(([word]) => word !== 'call'), ...dry], env)
  expect(results.filter(({ code }) => code === 0).length).toBeGreaterThan(dry.length)
  const sigs = emulator.requests('startStreamIngest').map(({ body }) => (body as { UserSig: string }).UserSig)
  expect(sigs.length).toBeGreaterThan(0)
  for (const ran of results) expectNoLeak(ran, Object.fromEntries(sigs.entries()))
})

test('in the output of --curl', async () => {
  const lines = await runAll([...sending.map((args) => [...args, '--curl'])], env)
  expect(lines.map(({ code }) => code)).toEqual(lines.map(() => 0))
  for (const ran of lines) expectNoLeak(ran)
})

test('in the callback URL of any command', async () => {
  await runHere(['callback', 'set', '--url', secretUrl], env)
  const shows = [['api', 'getCallback'], ['callback', 'show'], ['doctor']]
  const results = await runAll([...shows, ...shows.map((args) => [...args, '--json', '--verbose'])], env)
  for (const ran of results) expectNoLeak(ran)
  expect(results[0]?.stdout).toContain('https://***@example.com/a.mp4?***')
})

test('in the output of webhook listen', async () => {
  const forward = `https://example.com/hook?sign=${planted.streamQuery}`
  const callbackSecret = 'a-secret-of-the-callback-url'
  const listening = startHere(['webhook', 'listen', '--forward', forward, '--json'], {
    ...env,
    TRTC_CALLBACK_SECRET: callbackSecret,
  })
  await listening.saw('ready at')
  listening.kill('SIGTERM')
  const ran = await listening.ended
  expect(ran.stderr).toContain('forwarding to https://example.com/hook?***')
  expectNoLeak(ran, { callbackSecret })
})

test('in the output of profile show', async () => {
  for (const args of [
    ['profile', 'show'],
    ['profile', 'show', '--json'],
    ['profile', 'list'],
  ]) {
    expectNoLeak(await runHere(args, { ...env, TRTC_CALL_ENDPOINT: 'https://example.com' }))
  }
})

test('when signatures are refused, and when no server listens', async () => {
  const { sdkSecretKey, secretKey } = planted
  const wrong = { ...env, TRTC_SDK_SECRET_KEY: secretKey, TENCENTCLOUD_SECRET_KEY: sdkSecretKey }
  const runs = sending.map((args) => [...args, '--verbose', '--json'])
  const refused = await runAll(runs, wrong)
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set([4]))
  const [dial = [], , start = []] = runs
  const unreachable = await runAll([dial, start, ...runs.slice(-4)], {
    ...env,
    TRTC_CALL_ENDPOINT: 'http://127.0.0.1:1',
  })
  expect(new Set(unreachable.map(({ code }) => code))).toEqual(new Set([5]))
  for (const ran of [...refused, ...unreachable]) expectNoLeak(ran)
})

test('in the output of usersig mint and inspect, except the UserSig itself', async () => {
  const minted = await runHere(['usersig', 'mint', '--user', 'jack', '--json'], env)
  expect(leaksIn(minted.stdout, planted)).toEqual([])
  expect(leaksIn(minted.stderr, { ...planted, minted: JSON.parse(minted.stdout).userSig })).toEqual([])
  for (const value of [userSig, userSig.slice(0, -9), `${userSig}%3D`, encodeURIComponent(userSig), `x${userSig}`]) {
    const ran = await runHere(['usersig', 'inspect', '--user', 'jill', '--json'], env, value)
    expect(ran.code).toBe(1)
    expectNoLeak(ran)
    expectNoLeak(await runHere(['usersig', 'inspect', value], env))
  }
})

test('in the output of usersig inspect about a PrivateMapKey', async () => {
  const key = { sdkAppId: Number(env.TRTC_SDK_APP_ID), sdkSecretKey: env.TRTC_SDK_SECRET_KEY ?? '' }
  const room = stringRoom('room-42')
  const { value: ticket } = mintPrivateMapKey({ ...key, userId: 'jack', lifetimeMs: 300_000, room, privileges: 'all' })
  const ticketMac = macOf(ticket)
  for (const value of [ticket, ticket.slice(0, -9), userSig, encodeURIComponent(ticket)]) {
    const inspect = ['usersig', 'inspect', '--field', 'PrivateMapKey', '--user', 'jill', '--json']
    const ran = await runHere(inspect, env, value)
    expect(ran.code).toBe(1)
    expectNoLeak(ran, { ticket, ticketMac })
  }
})

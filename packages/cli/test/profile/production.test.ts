import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor } from '../run-cli.ts'
import { type Home, makeHome } from './home.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ users: { jack: { does: 'ignore' } } })
})
afterAll(() => emulator.close())

const ring = ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--json']
const add = ['profile', 'add', 'live', '--from-env', '--production']
const profilesIn = ({ file }: Home): Record<string, object> => JSON.parse(readFileSync(file, 'utf8')).profiles

test.each(['"true"', '1', 'null', '"no"'])('a mark of %s is refused, and no one is rung', async (mark) => {
  const home = makeHome()
  await home.run(add, envFor(emulator))
  writeFileSync(home.file, readFileSync(home.file, 'utf8').replace('"production": true', `"production": ${mark}`))
  const sent = emulator.requests().length
  const stderr = expect.stringContaining('production of profile live must be true or false')
  for (const args of [ring, ['profile', 'list'], ['profile', 'show']])
    expect(await home.run(args)).toMatchObject({ code: 2, stderr })
  expect(emulator.requests()).toHaveLength(sent)
  // The mark may be meant as true, so removing the profile asks as well.
  expect(await home.run(['profile', 'remove', 'live'])).toMatchObject({ code: 2 })
  expect(await home.run(['profile', 'remove', 'live', '--yes'])).toMatchObject({ code: 0 })
})

test('a marked profile is neither replaced nor removed without confirmation', async () => {
  const home = makeHome()
  await home.run(add, envFor(emulator))
  const before = profilesIn(home)
  const replace = ['profile', 'add', 'live', '--replace', '--sdk-app-id', '5']
  const needsConfirmation = { code: 2, stderr: expect.stringContaining('live is marked production: this will') }
  expect(await home.run(replace)).toMatchObject(needsConfirmation)
  expect(await home.run([...replace, '--production'])).toMatchObject(needsConfirmation)
  expect(await home.run(['profile', 'remove', 'live'])).toMatchObject(needsConfirmation)
  expect(profilesIn(home)).toEqual(before)
  const replaced = await home.run([...replace, '--yes'])
  expect(replaced).toMatchObject({ code: 0, stdout: expect.stringContaining('it is no longer marked production') })
  expect(profilesIn(home)).toEqual({ live: { sdkAppId: 5 } })
  // It is no longer marked, so there is no question.
  expect(await home.run([...replace, '--production'])).toMatchObject({ code: 0 })
  const kept = await home.run([...replace, '--production', '--yes'])
  expect(kept.stdout).not.toContain('no longer')
})

test.each([
  [['dial', '--robot', 'robot', '--callee', 'jack', '--stream', 'htps://example.com/a'], '--stream must'],
  [['dial', '--robot', 'robot', '--callee', 'jack', '--user-data', 'x'.repeat(1001)], '--user-data '],
  [['call', 'start', '--robot', 'robot', '--callee', 'ja\u0000ck'], '--callee '],
  [
    ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--offline-push', '{"Titel":"x"}'],
    '--offline-push: Titel ',
  ],
  [['callback', 'set', '--url', 'nohttp'], '--url '],
  [['callback', 'delete', '--sdk-app-id', '1', '--endpoint', 'nohttp'], '--endpoint '],
])('wrong input is reported before the question: %j', async (args, said) => {
  const home = makeHome()
  await home.run(add, envFor(emulator))
  const sent = emulator.requests().length
  const ran = await home.run(args)
  expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`trtc-call: ${said}`) })
  expect(ran.stderr).not.toContain('is marked production')
  expect(emulator.requests()).toHaveLength(sent)
})

test('valid input is confirmed before anything is sent or printed', async () => {
  const home = makeHome()
  await home.run(add, envFor(emulator))
  const sent = emulator.requests().length
  for (const args of [
    [...ring, '--verbose'],
    ['dial', ...ring.slice(2), '--stream', 'https://example.com/a.mp4'],
  ]) {
    const ran = await home.run(args)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(/^trtc-call: the profile live is marked production: this will ring jack\n.*--yes.*\n$/)
  }
  expect(emulator.requests()).toHaveLength(sent)
})

test('--from-env reads the variables as each command would', async () => {
  const home = makeHome()
  const env = envFor(emulator)
  for (const [variable, value, expected] of [
    ['TRTC_SDK_APP_ID', 'nonsense', 'TRTC_SDK_APP_ID must be a whole number'],
    ['TRTC_CALL_ENDPOINT', 'https://u:hunter2@h/?k=v', 'TRTC_CALL_ENDPOINT must be an origin'],
  ]) {
    const ran = await home.run(add, { ...env, [variable ?? '']: value ?? '' })
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(expected ?? '') })
    expect(ran.stderr).not.toContain('hunter2')
  }
  const { TENCENTCLOUD_SECRET_ID: _, TENCENTCLOUD_SECRET_KEY: __, ...withoutPair } = env
  await home.run(add, { ...withoutPair, TENCENTCLOUD_TOKEN: 'left over' })
  expect(documentOf(await home.run(['profile', 'list', '--json']))).toMatchObject({
    profiles: [{ sdkAppId: emulator.credentials.sdkAppId }],
  })
  expect(profilesIn(home).live).not.toHaveProperty('token')
})

test('a file that other users may write is not used', async () => {
  const home = makeHome()
  await home.run(['profile', 'add', 'one', '--from-env'], envFor(emulator))
  for (const mode of [0o666, 0o620]) {
    chmodSync(home.file, mode)
    for (const args of [ring, ['profile', 'list'], ['profile', 'use', 'one']]) {
      const stderr = expect.stringMatching(/is not used: other users may write it.*\n.*chmod 600 '.*profiles\.json'/)
      expect(await home.run(args)).toMatchObject({ code: 2, stderr })
    }
  }
  chmodSync(home.file, 0o644)
  const warned = await home.run(ring)
  expect(warned).toMatchObject({ code: 0, stderr: expect.stringMatching(/contains keys.*chmod 600 '/) })
  expect(documentOf(warned)).toHaveProperty('callId')
  chmodSync(home.file, 0o600)
  expect((await home.run(ring)).stderr).not.toContain('chmod')
  writeFileSync(home.file, '{"profiles": {"one": {"sdkAppId": 1}}, "current": "one"}')
  chmodSync(home.file, 0o644)
  expect((await home.run(['profile', 'show'])).stderr).toBe('')
})

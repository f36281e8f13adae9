import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoLeak, planted, plantedEnv, plantedKeys, secretUrl, userSig } from './planted.ts'
import { runHere } from './run-here.ts'

const { sdkSecretKey, secretKey, streamQuery } = planted

let emulator: Emulator
let env: Record<string, string>
let folder: string
beforeAll(async () => {
  emulator = await startEmulator(plantedKeys)
  env = plantedEnv(emulator)
  folder = mkdtempSync(join(tmpdir(), 'trtc-call-'))
  writeFileSync(join(folder, 'url.txt'), secretUrl)
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

test.concurrent.each([
  ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--sdk-secret-key', sdkSecretKey],
  ['call', 'start', '--robot', 'robot', '--callee', 'jack', `--sdk-secret-kye=${sdkSecretKey}`],
  ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--sdk-app-id', sdkSecretKey],
  ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--site', secretKey, '--endpoint', 'https://example.com'],
  ['call', 'start', '--robot', secretKey, '--callee', secretKey],
  ['call', 'show', 'some-call', sdkSecretKey],
  ['call', 'show', 'some-call', '--endpoint', secretUrl],
  ['call', 'show', 'some-call', '--media', secretKey],
  ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', `file${secretUrl}`],
  ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', `@${streamQuery}`],
  ['dial', '--robot', 'robot', '--callee', 'jack', '--stream', `gopher://example.com/?${streamQuery}`],
  ['dial', '--robot', 'robot', '--callee', 'jack', '--room', streamQuery.repeat(2)],
  ['dial', '--robot', 'robot', '--callee', 'jack', '--offline-push', sdkSecretKey],
  ['dial', '--robot', 'robot', '--callee', 'jack', '--repeat', sdkSecretKey],
  ['usersig', 'mint', '--user', sdkSecretKey],
  ['usersig', 'inspect', '--user', sdkSecretKey, `https://example.com/?usersig=${userSig}&identifier=jill`],
  ['doctor', '--callee', secretKey, '--robot', sdkSecretKey],
  ['doctor', '--stream', `file${secretUrl}`, '--callee', 'nobody'],
  ['webhook', 'send', secretKey, '--to', secretUrl],
  ['webhook', 'send', 'call-ended', '--to', secretUrl],
  ['webhook', 'send', 'call-ended', '--to', secretUrl, '--set', secretKey],
  ['webhook', 'verify', secretKey, '--url', secretUrl],
  ['webhook', 'listen', '--forward', `gopher${secretUrl}`],
  ['webhook', 'listen', '--port', secretKey],
  [sdkSecretKey],
  ['usersig', secretKey],
  [`--${secretKey}`],
])('when a secret is in the wrong option (%#)', async (...args) => {
  const ran = await runHere([...args, '--json'], env)
  expect(ran.code).not.toBe(0)
  expectNoLeak(ran)
})

test('in an unusable file', async () => {
  const args = ['dial', '--robot', 'robot', '--callee', 'jack', '--offline-push', `@${join(folder, 'url.txt')}`]
  expectNoLeak(await runHere([...args, '--json'], env))
})

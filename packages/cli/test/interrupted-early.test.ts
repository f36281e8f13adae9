import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor, startCli } from './run-cli.ts'

let emulator: Emulator
const folder = mkdtempSync(join(tmpdir(), 'trtc-call-early-'))
/** Whom the password store asks; it never answers. */
const store = createServer()
beforeAll(async () => {
  emulator = await startEmulator()
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
  const { port } = store.address() as AddressInfo
  const secretCommand = `'${process.execPath}' -e "fetch('http://127.0.0.1:${port}/')"`
  mkdirSync(join(folder, 'trtc-call'), { mode: 0o700 })
  const profiles = { current: 'one', profiles: { one: { secretCommand } } }
  writeFileSync(join(folder, 'trtc-call', 'profiles.json'), JSON.stringify(profiles), { mode: 0o600 })
})
afterAll(async () => {
  store.close()
  store.closeAllConnections()
  rmSync(folder, { recursive: true })
  await emulator.close()
})

test.each([
  ['call start', ['--robot', 'robot', '--callee', 'jack']],
  ['dial', ['--robot', 'robot', '--callee', 'jack', '--stream', 'https://example.com/a.mp4']],
  ['ingest start', ['--room', 'room-42', '--user', 'robot', '--stream', 'https://example.com/a.mp4']],
  ['api startCallByRobot', ['--body', '{}']],
])('%s sends nothing when it is interrupted while it looks for keys', async (name, args) => {
  const { TRTC_SDK_SECRET_KEY: _, TENCENTCLOUD_SECRET_ID: __, TENCENTCLOUD_SECRET_KEY: ___, ...env } = envFor(emulator)
  const asked = new Promise((resolve) => store.once('request', resolve))
  const running = startCli([...name.split(' '), ...args, '--json'], { ...env, XDG_CONFIG_HOME: folder })
  await Promise.race([asked, running.ended])
  running.kill('SIGINT')
  const ran = await running.ended
  expect(ran.code).toBe(130)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_INTERRUPTED' } })
  expect(emulator.requests()).toEqual([])
})

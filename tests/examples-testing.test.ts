import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Consumer } from './consumer.ts'
import { environmentFor, installExamples, start } from './examples.ts'
import { expectNoSecret, originOf } from './examples-servers.ts'
import { checkTypes } from './examples-types.ts'

let installed: Consumer
let cwd: string

beforeAll(async () => {
  installed = await installExamples(inject('tarballs'), 'testing-your-app')
  cwd = join(installed.folder, 'testing-your-app')
})
afterAll(() => installed?.remove())

/** Vitest's default timeout of five seconds is too short on a busy machine. */
const itsTests = ['npm', 'test', '--', '--testTimeout=300000', '--hookTimeout=300000'] as const

test('its tests pass', async () => {
  const suite = start(itsTests, { cwd, env: {} })
  const code = await suite.exited
  expect({ code, said: suite.said() }).toEqual({ code: 0, said: expect.stringMatching(/Tests +10 passed \(10\)/) })
})

test('its tests fail if the app rings twice', async () => {
  const orders = join(cwd, 'src', 'orders.ts')
  const source = await readFile(orders, 'utf8')
  await writeFile(
    orders,
    source.replace("order.state = placement ? 'unclear'", "order.state = placement ? 'not-reached'"),
  )
  const suite = start(itsTests, { cwd, env: {} })
  const code = await suite.exited
  await writeFile(orders, source)
  expect({ code, said: suite.said() }).toEqual({ code: 1, said: expect.stringContaining('no second ring') })
})

test('the app works without the tests', async () => {
  const emulator = await startEmulator({ streamDurationMs: 300 })
  const app = start([process.execPath, 'src/main.ts'], { cwd, env: { ...environmentFor(emulator), PORT: '0' } })
  const origin = await originOf(app)
  expect((await fetch(`${origin}/orders/order-1/ready?customer=jack`, { method: 'POST' })).status).toBe(202)
  await app.line(/order order-1: notified/)
  expect(emulator.rings('jack')).toBe(1)
  await app.stop()
  expectNoSecret(app, emulator)
  await emulator.close()
})

test('compiles', () => checkTypes(cwd))

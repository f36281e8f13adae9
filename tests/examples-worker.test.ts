import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Consumer } from './consumer.ts'
import { environmentFor, installExamples, start } from './examples.ts'
import { answeredCallback, endedCallback, postCallback } from './examples-callbacks.ts'
import { expectNoSecret, expectRefusal, happens, originOf, ring } from './examples-servers.ts'
import { checkTypes } from './examples-types.ts'

let installed: Consumer

beforeAll(async () => {
  installed = await installExamples(inject('tarballs'), 'cloudflare-worker')
})
afterAll(() => installed?.remove())

/** So long that no alarm fires in a test. */
const neverMs = 3_600_000

test('rings, plays on the answer and stops at the end, with callbacks alone and nothing in memory', async () => {
  await withEmulator(async (emulator) => {
    const first = await startWorker(emulator, { checkIntervalMs: neverMs })
    await expectRefusal(`${first.origin}/trtc/callback`)
    const callId = await ring(`${first.origin}/ring`)
    await first.stop()

    const second = await startWorker(emulator, { checkIntervalMs: neverMs })
    const callback = `${second.origin}/trtc/callback`
    emulator.answer(callId, 'jack')
    const playing = happens(emulator, { kind: 'request', operationId: 'describeStreamIngest' })
    const answered = answeredCallback(emulator, callId, 'jack')
    expect(await (await postCallback(callback, emulator, answered)).json()).toMatchObject({ ActionStatus: 'OK' })
    await playing
    // Callbacks can arrive twice, and callbacks of other calls arrive, too.
    await postCallback(callback, emulator, { ...answered, EventTime: emulator.now() })
    await postCallback(callback, emulator, { ...answered, CallId: 'a-call-between-users' })
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', audience: [{ callId, userId: 'jack' }] }])

    emulator.hangUp(callId, 'jack')
    const stopped = happens(emulator, { kind: 'request', operationId: 'stopStreamIngest' })
    await postCallback(callback, emulator, endedCallback(emulator, callId))
    await stopped
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'stopped' }])
    const requests = ['startCallByRobot', 'startStreamIngest', 'describeStreamIngest', 'stopStreamIngest']
    expect(requestsOf(emulator)).toEqual(requests)
    await second.stop()
  })
})

test('an alarm covers lost callbacks: an answer, a hang-up, an error', async () => {
  await withEmulator(async (emulator) => {
    const { origin, stop } = await startWorker(emulator, { checkIntervalMs: 500 })
    const startedAt = performance.now()
    const answered = await ring(`${origin}/ring`)
    const playing = happens(emulator, { kind: 'ingest-started' })
    emulator.answer(answered, 'jack')
    await playing
    const stopped = happens(emulator, { kind: 'ingest-ended' })
    emulator.hangUp(answered, 'jack')
    await stopped
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'stopped' }])
    expect(emulator.requests('startStreamIngest')).toHaveLength(1)

    const rejected = await ring(`${origin}/ring`)
    const lookedUp = happens(emulator, { kind: 'request', operationId: 'getRecordByCallid' })
    emulator.reject(rejected, 'jack')
    await lookedUp
    expect(emulator.tasks()).toHaveLength(1)
    expect(emulator.rings()).toBe(2)
    // A few checks and no endless loop; a slow machine has time for more.
    const seconds = (performance.now() - startedAt) / 1000
    expect(requestsOf(emulator).length).toBeLessThan(50 + 5 * seconds)
    await stop()
  })
})

test('compiles', () => checkTypes(join(installed.folder, 'cloudflare-worker')))

async function withEmulator(use: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ users: { jack: { does: 'ignore' } } })
  await use(emulator).finally(() => emulator.close())
}

interface Worker {
  readonly origin: string
  /** Ends it, after a look at what it has printed. */
  stop(): Promise<void>
}

/** Starts `wrangler dev` with the secrets in its file. */
async function startWorker(
  emulator: Emulator,
  { checkIntervalMs }: { readonly checkIntervalMs: number },
): Promise<Worker> {
  const cwd = join(installed.folder, 'cloudflare-worker')
  const variables = { ...environmentFor(emulator), CHECK_INTERVAL_MS: String(checkIntervalMs) }
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"`)
  await writeFile(join(cwd, '.dev.vars'), lines.join('\n'))
  const wrangler = join(installed.folder, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
  const env = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: '1' }
  const command = [process.execPath, wrangler, 'dev', '--port', '0', '--inspector-port', '0'] as const
  const worker = start(command, { cwd, env })
  const origin = await originOf(worker)
  const stop = async (): Promise<void> => {
    await worker.stop()
    expectNoSecret(worker, emulator)
  }
  return { origin, stop }
}

function requestsOf(emulator: Emulator): readonly (string | undefined)[] {
  return emulator.requests().map(({ operationId }) => operationId)
}

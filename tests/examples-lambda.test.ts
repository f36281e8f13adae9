import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, type EmulatorOptions, startEmulator } from '@trtc-call/emulator'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Consumer } from './consumer.ts'
import { environmentFor, installExamples, start } from './examples.ts'
import { expectNoSecret } from './examples-servers.ts'
import { checkTypes } from './examples-types.ts'

/** Emulates Lambda: loads the bundle, passes an event, and reports the remaining time. */
const lambda = `
import { handler } from './handler.mjs'
const [event, remainingMs] = process.argv.slice(2)
const context = { getRemainingTimeInMillis: () => Number(remainingMs) }
console.log('reply', JSON.stringify(await handler(JSON.parse(event), context)))
`

let installed: Consumer
/** The uploaded file alone, so that the bundle can load nothing else. */
let uploaded: string

beforeAll(async () => {
  installed = await installExamples(inject('tarballs'), 'aws-lambda')
  uploaded = await mkdtemp(join(tmpdir(), 'trtc-call-lambda-'))
  await writeFile(join(uploaded, 'lambda.mjs'), lambda)
  // As in its README.
  await build({
    absWorkingDir: join(installed.folder, 'aws-lambda'),
    entryPoints: ['handler.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(uploaded, 'handler.mjs'),
  })
})
afterAll(async () => {
  await rm(uploaded, { recursive: true, force: true })
  await installed?.remove()
})

test('rings and plays; the client hangs up with the handle', async () => {
  await withEmulator({}, async (emulator) => {
    const { statusCode, body } = await invoke(emulator, 'POST /ring', { callee: 'jack' })
    expect({ statusCode, body }).toMatchObject({ statusCode: 200, body: { answered: true } })
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', audience: [{ userId: 'jack' }] }])
    const ended = await invoke(emulator, 'POST /hang-up', { call: body.call })
    expect(ended).toEqual({ statusCode: 200, body: { call: 'ended', stream: 'stopped' } })
    expect(emulator.tasks()).toMatchObject([{ endReason: 'stopped' }])
  })
})

test('reports an unanswered call', async () => {
  await withEmulator({ users: { jack: { does: 'reject' } } }, async (emulator) => {
    const reply = await invoke(emulator, 'POST /ring', { callee: 'jack' })
    expect(reply).toEqual({ statusCode: 200, body: { answered: false } })
    expect(emulator.tasks()).toEqual([])
  })
})

test('hangs up before its timeout', async () => {
  await withEmulator({ users: { jack: { does: 'ignore' } } }, async (emulator) => {
    const { statusCode } = await invoke(emulator, 'POST /ring', { callee: 'jack' }, 6_500)
    expect(statusCode).toBe(504)
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'Cancel' }])
  })
})

test('distinguishes an unknown outcome, an error of the vendor and invalid input', async () => {
  await withEmulator({}, async (emulator) => {
    emulator.script('startCallByRobot', { then: 'drop' })
    const lost = await invoke(emulator, 'POST /ring', { callee: 'jack' })
    expect(lost).toEqual({ statusCode: 502, body: { error: 'ERR_CONNECTION', outcome: 'unknown' } })
    emulator.script('startCallByRobot', { code: 101002 })
    expect(await invoke(emulator, 'POST /ring', { callee: 'jack' })).toMatchObject({ body: { outcome: 'refused' } })
    expect(await invoke(emulator, 'POST /ring', { callee: '' })).toMatchObject({ statusCode: 400 })
    expect(await invoke(emulator, 'GET /ring', {})).toMatchObject({ statusCode: 404 })
    expect(emulator.rings()).toBe(1)
  })
})

test('compiles', () => checkTypes(join(installed.folder, 'aws-lambda')))

/** One invocation by an HTTP API (payload format 2.0). */
async function invoke(emulator: Emulator, routeKey: string, body: object, remainingMs = 30_000) {
  const event = { version: '2.0', routeKey, body: JSON.stringify(body), isBase64Encoded: false }
  const command = [process.execPath, 'lambda.mjs', JSON.stringify(event), String(remainingMs)] as const
  const run = start(command, { cwd: uploaded, env: environmentFor(emulator) })
  const [, reply = ''] = await run.line(/^reply (.*)/)
  await run.exited
  expectNoSecret(run, emulator)
  const { statusCode, body: text } = JSON.parse(reply) as { readonly statusCode: number; readonly body: string }
  return { statusCode, body: JSON.parse(text) as Readonly<Record<string, unknown>> }
}

async function withEmulator(options: EmulatorOptions, use: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ answerAfterMs: 50, ...options })
  await use(emulator).finally(() => emulator.close())
}

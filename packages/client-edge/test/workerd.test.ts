import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type EmulatorOptions, startEmulator } from '@trtc-call/emulator'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

/** workerd without any of Node: compatibility with it is on by default from August 2026, and switched off here. */
const withoutNode = { compatibilityDate: '2026-07-30', compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'] }

let workerd: Miniflare

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  })
  workerd = new Miniflare({ modules: true, script: outputFiles[0]?.text ?? '', cf: false, ...withoutNode })
  await workerd.ready
})

afterAll(() => workerd.dispose())

test('this is workerd, without Node’s modules', async () => {
  await expect(ask({ run: 'runtime' })).resolves.toEqual({ userAgent: 'Cloudflare-Workers', nodeGlobals: [] })
})

test('every conformance case holds in workerd', async () => {
  const cases = (await ask({ run: 'conformance' })) as { name: string; fault: string | null }[]
  expect(cases.length).toBeGreaterThan(5)
  expect(cases.filter(({ fault }) => fault !== null)).toEqual([])
})

test.each(['guide', 'reference'] as const)(
  'a whole call from workerd to an emulator (%s)',
  async (ingestRoomIdType) => {
    const emulator = await emulatorFor({ answerAfterMs: 0, ingestRoomIdType })
    const result = await ask({ run: 'call', options: emulator.clientOptions })
    expect(result).toMatchObject({
      state: 'answered',
      answer: { answered: true, by: ['jack'] },
      report: { call: 'ended', stream: 'stopped', errors: [] },
    })
    expect(emulator.rings('jack')).toBe(1)
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'stopped' }])
  },
)

test('requests share values, never promises', async () => {
  const held: (() => void)[] = []
  let served = 0
  const server = createServer((_, response) => {
    const number = ++served
    const userSig = `${'x'.repeat(40)}-${number}`
    held.push(() => response.end(JSON.stringify({ userSig, expiresAt: Date.now() + 86_400_000 })))
    // Only the second of two is answered while the first one waits.
    if (number === 2) held[1]?.()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const first = ask({ run: 'service', url })
  await once(server, 'request')
  const second = await ask({ run: 'service', url })
  await expect(ask({ run: 'service', url })).resolves.toEqual(second)
  held[0]?.()
  await expect(first).resolves.toEqual(second)
  expect(served).toBe(2)
})

test('a request that ends while it waits for the limiter does not affect others', async () => {
  await expect(ask({ run: 'limiter' })).resolves.toBe('in')
  const leaving = new AbortController()
  const url = await workerd.ready
  const init = { method: 'POST', body: JSON.stringify({ run: 'limiter' }), signal: leaving.signal }
  const left = fetch(url, init).catch((error: Error) => error.name)
  while ((await ask({ run: 'waiting' })) === 0);
  const others = Promise.all([ask({ run: 'limiter' }), ask({ run: 'limiter' })])
  leaving.abort()
  await expect(left).resolves.toBe('AbortError')
  await ask({ run: 'pass' })
  await expect(others).resolves.toEqual(['in', 'in'])
  await expect(ask({ run: 'limiter' })).resolves.toBe('in')
})

async function emulatorFor(options: EmulatorOptions) {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  return emulator
}

async function ask(question: object): Promise<unknown> {
  const response = await workerd.dispatchFetch('http://worker.test/', {
    method: 'POST',
    body: JSON.stringify(question),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`the worker answered ${response.status}: ${text}`)
  return JSON.parse(text)
}

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

test('this is workerd, and nothing of Node is in it', async () => {
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
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endedBecause: 'stopped' }])
  },
)

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

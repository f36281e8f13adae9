import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { build } from 'esbuild'
import { Miniflare, type Request, Response } from 'miniflare'
import { environmentFor } from '../examples.ts'

/** The result of running a block. */
export interface Run {
  /** How often a phone rang at the emulator. */
  readonly rings: number
  /** The requests to which the emulator returned an error. */
  readonly refused: readonly string[]
}

/** Ends a block that hangs. */
const longestMs = 300_000

/** Runs a module on this Node. If it fails, rejects with its output. */
export function runOnNode(folder: string, file: string): Promise<Run> {
  return atEmulator(async (emulator) => {
    const { PATH = '' } = process.env
    const env = { PATH, HOME: folder, ...environmentFor(emulator), EMULATOR_URL: emulator.url }
    const parameters = ['--import', './vendor-is-here.mjs', file]
    await promisify(execFile)(process.execPath, parameters, { cwd: folder, env, timeout: longestMs })
  })
}

/** Bundles a Worker for a platform without Node, and calls its `fetch` once. */
export function runInWorkerd(folder: string, file: string): Promise<Run> {
  return atEmulator(async (emulator) => {
    const worker = new Miniflare({
      modules: true,
      script: await bundle(folder, file),
      cf: false,
      compatibilityDate: '2026-07-30',
      compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
      bindings: environmentFor(emulator),
      outboundService: (request: Request) => forward(request, emulator.url),
    })
    try {
      const response = await worker.dispatchFetch('http://worker.test/')
      if (!response.ok) throw new Error(`the Worker answered ${response.status}: ${await response.text()}`)
    } finally {
      await worker.dispose()
    }
  })
}

/** Forwards requests of the Call interface only, because signatures of the cloud interface cover the host. */
async function forward(request: Request, url: string): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const answer = await fetch(url + pathname + search, { method: 'POST', body: await request.text() })
  return new Response(await answer.text())
}

async function bundle(folder: string, file: string): Promise<string> {
  const { outputFiles } = await build({
    ...{ entryPoints: [file], absWorkingDir: folder, bundle: true, write: false, format: 'esm', logLevel: 'error' },
    ...{ platform: 'neutral', mainFields: ['module', 'main'], target: 'es2022' },
  })
  return outputFiles[0]?.text ?? ''
}

/** The callee answers immediately, and the stream is short. */
async function atEmulator(run: (emulator: Emulator) => Promise<void>): Promise<Run> {
  const emulator = await startEmulator({ answerAfterMs: 0, streamDurationMs: 300 })
  try {
    await run(emulator)
    const refused = emulator.requests().filter(({ response }) => response.code !== 0)
    return { rings: emulator.rings(), refused: refused.map(({ command, response }) => `${command}: ${response.code}`) }
  } finally {
    await emulator.close()
  }
}

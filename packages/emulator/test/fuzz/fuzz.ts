import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '../../src/index.ts'
import { resolveSettings } from '../../src/options/resolve-settings.ts'
import { createRawClient } from '../support/raw-client.ts'
import { malformed } from './malformed.ts'
import { type Answers, bombard } from './send-malformed.ts'

/** The state of an emulator after malformed requests. */
export interface Survival extends Answers {
  /** Heap after garbage collection, measured since the log was full. */
  readonly heapGrowthBytes: number
  /** Undefined while it runs. */
  readonly exitCode: number | null
  /** The id of a call placed afterwards. */
  readonly callId: string
}

/** Sends `count` malformed requests to an emulator in another process and returns its state. */
export async function fuzz(count: number, warmUp: number, seed: number): Promise<Survival> {
  const child = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), { execArgv: ['--expose-gc'] })
  try {
    const [{ url }] = (await once(child, 'message')) as [{ url: string }]
    const [app] = resolveSettings({}).apps
    if (!app) throw new Error('no app')
    const client = createRawClient({ url, credentials: app, app: () => ({ credentials: app }) } as unknown as Emulator)
    const first = await bombard(url, malformed(client), warmUp, seed)
    const before = await heapOf(child)
    const answers = await bombard(url, malformed(client), count - warmUp, seed + count)
    const heapGrowthBytes = (await heapOf(child)) - before
    const callId = await client.ring(['jack'])
    const wrong = [...first.wrong, ...answers.wrong]
    return { ...answers, wrong, heapGrowthBytes, exitCode: child.exitCode, callId }
  } finally {
    child.kill()
  }
}

async function heapOf(child: ChildProcess): Promise<number> {
  child.send('measure')
  const [{ heapBytes }] = (await once(child, 'message')) as [{ heapBytes: number }]
  return heapBytes
}

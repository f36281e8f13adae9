import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../../scripts/release/run-command.ts'
import { keptTools } from '../kept-tools.ts'

/** An empty npm registry on loopback that proxies all other packages. */
export interface Registry {
  readonly url: string
  /** Stops the registry and deletes the published packages. */
  close(): Promise<void>
}

const verdaccio = { dependencies: { verdaccio: '6.10.4' }, overrides: { 'node-fetch': '2.7.0' } }

/** Starts a registry on a free port of 127.0.0.1. Its uplink is the registry in npm's configuration. */
export async function startRegistry(): Promise<Registry> {
  const tools = await keptTools(verdaccio)
  const storage = await mkdtemp(join(tmpdir(), 'trtc-call-registry-'))
  const uplink = (await runCommand('npm', ['config', 'get', 'registry'], { cwd: storage })).trim()
  const script = fileURLToPath(new URL('serve-registry.ts', import.meta.url))
  const child = fork(script, [tools, storage, uplink], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const died = ended.then(([code]) => Promise.reject(new Error(`The registry ended with ${code} before it served.`)))
  const [url] = (await Promise.race([once(child, 'message'), died])) as [string]
  const close = async () => {
    if (child.connected) child.disconnect()
    await ended
    await rm(storage, { recursive: true, force: true })
  }
  died.catch(() => undefined)
  return { url, close }
}

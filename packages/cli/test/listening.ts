import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { CallClient } from '@trtc-call/node'
import { envFor, type Running, startCli } from './run-cli.ts'

type Setting = Parameters<CallClient['setCallback']>[0]

/** What is set before anybody listens; its query is a secret. */
export const before: Setting = {
  Url: 'http://127.0.0.1:1/before?token=kept',
  CallbackCommandList: ['Call.CallbackAfterEndCall'],
}

/** An emulator, a home, and what is set there and kept here. */
export interface Listening {
  readonly emulator: Emulator
  readonly calls: CallClient
  readonly env: Record<string, string>
  readonly home: string
  /** Where the setting is kept, whether it is there or not. */
  readonly file: string
  /** `webhook listen`, once it is ready. */
  listen(...args: string[]): Promise<Running>
  /** The address that is set, or undefined. */
  address(): Promise<string | undefined>
  /** What is kept in the file; undefined where there is none. */
  kept(): { readonly before?: object; readonly ours: readonly string[] } | undefined
}

export async function withListening(work: (listening: Listening) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ answerAfterMs: 5, users: { jack: { does: 'answer', hangUpAfterMs: 50 } } })
  const home = mkdtempSync(join(tmpdir(), 'trtc-call-'))
  const { call, endpoints, sdkAppId } = emulator.clientOptions
  const calls = new CallClient({ ...call, sdkAppId, endpoint: endpoints.call })
  const env = { ...envFor(emulator), XDG_CONFIG_HOME: home }
  const host = new URL(emulator.url).host.replace(':', '-')
  const file = join(home, 'trtc-call', `callbacks-${sdkAppId}-${host}.json`)
  try {
    await calls.setCallback(before)
    await work({
      ...{ emulator, calls, env, home, file },
      async listen(...args) {
        const running = startCli(['webhook', 'listen', ...args], env)
        await running.saw('ready at')
        return running
      },
      address: async () => (await calls.getCallback({}).catch(() => undefined))?.Url,
      kept: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined),
    })
  } finally {
    await emulator.close()
    rmSync(home, { recursive: true })
  }
}

/** A server of the test's own; the address is its root. */
export async function withServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  work: (url: string, server: Server) => Promise<void>,
): Promise<void> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    answer(request, response, Buffer.concat(chunks).toString())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Emulator, type EmulatorOptions, startEmulator } from '@trtc-call/emulator'
import { CallClient } from '@trtc-call/node'
import { onTestFinished } from 'vitest'
import type { Finding } from '../../src/doctor/finding.ts'
import { documentOf, envFor, type Ran } from '../run-cli.ts'
import { runHere } from '../run-here.ts'

/** An emulator with the accounts robot and jack, and the environment that points to it. */
interface TestEmulator {
  readonly emulator: Emulator
  readonly calls: CallClient
  readonly env: Record<string, string>
}

export async function emulate(options: EmulatorOptions = {}): Promise<TestEmulator> {
  const emulator = await startEmulator({ answerAfterMs: 5, ...options })
  onTestFinished(() => emulator.close())
  const { sdkAppId, call, endpoints } = emulator.clientOptions
  const calls = new CallClient({ ...call, sdkAppId, endpoint: endpoints.call })
  for (const UserID of ['robot', 'jack']) await calls.accountImport({ UserID })
  return { emulator, calls, env: { ...envFor(emulator), TRTC_SITE: 'china' } }
}

/** A server on this machine; its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export function doctor(env: Record<string, string>, ...args: string[]): Promise<Ran> {
  return runHere(['doctor', '--json', ...args], env)
}

export function findingsOf(ran: Ran): readonly Finding[] {
  return (documentOf(ran) as unknown as { findings: readonly Finding[] }).findings
}

/** The state of each check by its name. */
export function statesOf(ran: Ran): Readonly<Record<string, string>> {
  return Object.fromEntries(findingsOf(ran).map(({ check, state }) => [check, state]))
}

/** The one finding of a check, or the first. */
export function findingOf(findings: readonly Finding[], wanted: string): Finding | undefined {
  return findings.find(({ check }) => check === wanted)
}

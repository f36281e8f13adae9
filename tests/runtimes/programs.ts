import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { writeProgram } from './bundles.ts'
import type { Answer, Question } from './suite/subject.ts'
import { trustedCertificate } from './tls-hosts.ts'
import type { NodeVersion } from './versions.ts'

const longestMs = 300_000

export type Client = 'node-client' | 'edge-client'

export function askNode(version: NodeVersion, client: Client, format: 'esm' | 'cjs', question: Question) {
  return ask(['node_modules', version, 'bin', 'node'], [], client, format, question)
}

export function askBun(client: Client, question: Question) {
  return ask(['node_modules', '.bin', 'bun'], ['run'], client, 'esm', question)
}

export function askOldestBun(client: Client, question: Question) {
  return ask(['node_modules', 'oldest-bun', 'bin', 'bun'], ['run'], client, 'esm', question)
}

/** The edge client has permission for the network only. */
export function askDeno(client: Client, question: Question) {
  const leave = client === 'edge-client' ? [] : ['--allow-read', '--allow-env', '--allow-sys']
  const parameters = ['run', '--no-prompt', '--no-remote', '--node-modules-dir=manual', '--allow-net=127.0.0.1']
  return ask(['node_modules', '.bin', 'deno'], [...parameters, ...leave], client, 'esm', question)
}

async function ask(
  binary: readonly string[],
  parameters: readonly string[],
  client: Client,
  format: 'esm' | 'cjs',
  question: Question,
): Promise<Answer> {
  const installed = inject('installed')
  const program = await writeProgram(installed, client, format)
  const all = [...parameters, program, JSON.stringify(question)]
  // A program that does not exit has left something open; it is killed, and the test fails.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: trustedCertificate, DENO_CERT: trustedCertificate }
  const options = { cwd: installed, timeout: longestMs, env }
  const { stdout } = await promisify(execFile)(join(inject('runtimes'), ...binary), all, options)
  return JSON.parse(stdout)
}

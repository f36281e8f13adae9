import { expect } from 'vitest'
import { askChromium } from './chromium.ts'
import { askEdgeVm } from './edge-vm.ts'
import { askBun, askDeno, askNode, askOldestBun } from './programs.ts'
import type { Answer, Question } from './suite/subject.ts'
import {
  bunVersion,
  chromiumVersion,
  denoVersion,
  type NodeVersion,
  nodeVersions,
  oldestBunVersion,
} from './versions.ts'
import { askWorkerd } from './workerd.ts'

/** One runtime with one package in one module format. */
export interface Row {
  readonly name: string
  readonly ask: (question: Question) => Promise<Answer>
  /** A property that only this runtime has. */
  readonly runtime: object
  /** The outcome of a request to a closed port; absent if the runtime sends nothing. */
  readonly closedOutcome?: 'not-sent' | 'unknown'
  /** How often the runtime sends a request after status 421, which means that it was not processed. Default 1. */
  readonly requestsOn421?: number
  /** Whether the package's own transport sends, instead of the runtime's fetch. */
  readonly ownTransport?: boolean
  /** Different results of unusual responses that the runtime causes. */
  readonly oddMeanings?: Readonly<Record<string, string>>
}

/** Before 1.4, Bun reports neither the end of a TLS handshake nor a switch of protocols. */
const oldestBunMeanings = {
  node: {
    '101, which switches protocols': 'ERR_CONNECTION unknown',
    '101 without its headers': 'ERR_CONNECTION unknown',
    'hangs up in the handshake': 'ERR_CONNECTION unknown',
    'never answers the handshake': 'ERR_TIMEOUT unknown',
  },
  edge: { 'two lengths that differ': 'ok' },
}

/** The fetch of Node 20 accepts a body that ends before its last chunk. */
const node20FetchMeanings = { 'the last chunk missing': 'ok' }

const nodes = (Object.keys(nodeVersions) as NodeVersion[]).flatMap((version): Row[] => {
  const runtime = { node: nodeVersions[version], bun: null, deno: null, edgeRuntime: null }
  const row = (client: 'node' | 'edge', format: 'esm' | 'cjs'): Row => ({
    name: `${version}, @trtc-call/${client} as ${format}`,
    ask: (question) => askNode(version, `${client}-client`, format, question),
    runtime: { ...runtime, format },
    closedOutcome: 'not-sent',
    requestsOn421: client === 'edge' ? 2 : 1,
    ownTransport: client === 'node',
    ...(client === 'edge' && version === 'node20' ? { oddMeanings: node20FetchMeanings } : {}),
  })
  return [row('node', 'esm'), row('node', 'cjs'), row('edge', 'esm')]
})

const programs = (['node', 'edge'] as const).flatMap((client): Row[] => [
  {
    name: `Bun, @trtc-call/${client}`,
    ask: (question) => askBun(`${client}-client`, question),
    runtime: { bun: bunVersion, deno: null, format: 'esm' },
    closedOutcome: 'not-sent',
    ownTransport: client === 'node',
  },
  {
    name: `the oldest Bun, @trtc-call/${client}`,
    ask: (question) => askOldestBun(`${client}-client`, question),
    runtime: { bun: oldestBunVersion, deno: null, format: 'esm' },
    closedOutcome: 'not-sent',
    ownTransport: client === 'node',
    oddMeanings: oldestBunMeanings[client],
  },
  {
    name: `Deno, @trtc-call/${client}`,
    ask: (question) => askDeno(`${client}-client`, question),
    runtime: { deno: denoVersion, bun: null, format: 'esm', userAgent: `Deno/${denoVersion}` },
    closedOutcome: client === 'node' ? 'not-sent' : 'unknown', // The fetch of Deno gives no code.
    ownTransport: client === 'node',
  },
])

/** workerd treats an informational response as the final one. */
const informational = {
  '103 before the reply': 'ERR_PROTOCOL unknown',
  '100 before the reply': 'ERR_PROTOCOL unknown',
}

const sandboxes: readonly Row[] = [
  {
    name: 'workerd without any of Node, @trtc-call/edge',
    ask: (question) => askWorkerd('off', question),
    runtime: { userAgent: 'Cloudflare-Workers', absent: ['process', 'Buffer', 'require', 'document'] },
    closedOutcome: 'unknown', // Its fetch reports `Network connection lost` in both cases.
    oddMeanings: informational,
  },
  {
    name: 'workerd with Node compatibility, @trtc-call/edge',
    ask: (question) => askWorkerd('on', question),
    runtime: { userAgent: 'Cloudflare-Workers', absent: ['require', 'document'] },
    closedOutcome: 'unknown',
    oddMeanings: informational,
  },
  {
    name: 'the edge VM, @trtc-call/edge',
    ask: (question) => askEdgeVm(question),
    runtime: {
      edgeRuntime: 'edge-runtime',
      absent: ['process', 'Buffer', 'require', 'CompressionStream', 'document'],
    },
    closedOutcome: 'not-sent',
    requestsOn421: 2, // Its fetch is that of Node.
  },
  {
    // A page must never contain secrets, so it only signs and inspects with public keys.
    name: 'headless Chromium, @trtc-call/edge',
    ask: (question) => askChromium(question),
    runtime: {
      userAgent: expect.stringContaining(`HeadlessChrome/${chromiumVersion.split('.')[0]}.`),
      absent: ['process', 'Buffer', 'require'],
    },
  },
]

export const rows: readonly Row[] = [...nodes, ...programs, ...sandboxes]

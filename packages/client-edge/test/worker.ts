// Runs inside workerd, on the built package: the conformance cases, and one whole call against an emulator.
import {
  type ConformanceCase,
  hashingCases,
  macCases,
  signingCases,
  userSigProviderCases,
} from '../../core/conformance/index.ts'
import * as edge from '../dist/index.js'

interface Question {
  readonly run: 'runtime' | 'conformance' | 'call' | 'service' | 'limiter' | 'waiting' | 'pass'
  /** Of a signing service. */
  readonly url: string
  readonly options: edge.TrtcCallOptions & { readonly cloud: edge.CloudAccess }
}

/** What the runtime is, so that the test can tell that it is not Node in disguise. */
function describeRuntime() {
  const names = ['process', 'Buffer', 'require', 'setImmediate']
  return { userAgent: navigator.userAgent, nodeGlobals: names.filter((name) => name in globalThis) }
}

/** The library itself, and its providers on this runtime's WebCrypto. */
async function allCases(): Promise<readonly ConformanceCase[]> {
  const [sdkAppId, sdkSecretKey] = [1_400_000_000, 'a key of a test']
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(sdkSecretKey), algorithm, false, ['sign'])
  const mac = edge.macFromCryptoKey(key)
  return [
    ...signingCases({ ...edge, hashing: edge.webHashing }),
    ...hashingCases(edge.webHashing),
    ...macCases(mac, { key: sdkSecretKey }),
    ...userSigProviderCases(edge.userSigFromKey({ sdkAppId, sdkSecretKey }), { sdkAppId, sdkSecretKey }),
    ...userSigProviderCases(edge.userSigFromMac({ sdkAppId, mac }), { sdkAppId, sdkSecretKey }),
  ]
}

async function runConformance() {
  const results: { readonly name: string; readonly fault: string | null }[] = []
  for (const { name, run } of await allCases()) {
    try {
      await run()
      results.push({ name, fault: null })
    } catch (error) {
      results.push({ name, fault: String(error) })
    }
  }
  return results
}

let signing: edge.UserSigProvider | undefined

/** One cache serves all requests of this isolate, as it would in production. */
async function askService(url: string) {
  signing ??= edge.cached(edge.userSigFromService({ url, token: 'token' }))
  return signing({ sdkAppId: 1_400_000_000, userId: 'jack', lifetimeMs: 86_400_000, now: Date.now() })
}

let timePasses = false
/** Stands still until the test has seen what it waits for, however slow the machine is. */
const clock: edge.Clock = {
  now: () => (timePasses ? Date.now() : 0),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

function letTimePass() {
  timePasses = true
  return 'it passes'
}

const limiter = edge.createLimiter({ clock })
let waiting = 0

/** One limiter for all requests of this isolate. */
async function takeTurn() {
  waiting += 1
  const release = await limiter.acquire({ key: 'turns', requests: 1, perMs: 500 })
  waiting -= 1
  release?.()
  return 'in'
}

async function placeCall(options: Question['options']) {
  const { dial } = edge.createTrtcCall({ ...options, clock: { now: () => Date.now(), sleep: () => Promise.resolve() } })
  const stream = { url: 'https://example.com/welcome.mp4', repeat: 'forever' } as const
  const call = await dial({ robot: 'robot', callees: ['jack'], media: 'video', stream })
  return { state: call.state, answer: await call.answered(), report: await call.hangUp() }
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { run, options, url } = (await request.json()) as Question
    if (run === 'runtime') return Response.json(describeRuntime())
    if (run === 'waiting') return Response.json(waiting)
    if (run === 'pass') return Response.json(letTimePass())
    if (run === 'limiter') return Response.json(await takeTurn())
    if (run === 'service') return Response.json(await askService(url))
    return Response.json(run === 'conformance' ? await runConformance() : await placeCall(options))
  },
}

import type * as edge from '@trtc-call/edge'
import type * as edgeWebhooks from '@trtc-call/edge/webhooks'

/** The library under test, as it came out of its tarball: every package has these names. */
export interface Subject {
  readonly library: typeof edge
  readonly webhooks: typeof edgeWebhooks
  readonly hashing: edge.Hashing
  /** The package's own way to the network. */
  readonly transport: edge.Transport
}

/** What a runner is told; it travels as JSON. */
export interface Question {
  /** Absent where nothing is sent. */
  readonly connection?: Connection | undefined
}

/** Somebody to talk to, and nobody. */
export interface Connection {
  /** `createTrtcCall` with these talks to an emulator. */
  readonly options: edge.TrtcCallOptions & { readonly cloud: edge.CloudAccess }
  /** A loopback address that nobody listens on. */
  readonly closedEndpoint: string
  /** What this runtime lets us know of a request to there. */
  readonly closedOutcome: edge.Outcome
  /** Servers that break connections, each with the operation to send there. */
  readonly targets: readonly Target[]
  /** Servers that send odd replies, or break off. */
  readonly oddHosts: readonly OddHost[]
  /** A server that says that a signature has expired, and that it is 1960. */
  readonly misdatedEndpoint: string
}

/** Where to ring, and how long to wait for the reply. */
interface OddHost {
  readonly endpoint: string
  readonly attemptTimeoutMs?: number | undefined
  /** Whether to give the client a `fetch` of the caller. */
  readonly injectsFetch: boolean
}

/** One operation for one hostile server. */
export interface Target {
  readonly endpoint: string
  readonly family: 'call' | 'trtc'
  /** Of the client, and what it takes. */
  readonly method: string
  readonly parameters: readonly unknown[]
  /** Whether the caller gives up before the client does. */
  readonly aborts: boolean
}

/** What the caller of one request was told. */
export type Told = 'ok' | 'aborted' | edge.Outcome

/** Whether one promise was kept. */
export interface Verdict {
  readonly name: string
  readonly fault: string | null
}

/** What a runner gives back, as JSON, too. */
export interface Answer {
  readonly runtime: object
  readonly verdicts: readonly Verdict[]
  /** For each target, what the caller was told of three requests. */
  readonly told: readonly (readonly Told[])[]
  /** For each odd host, `ok`, or the code and the outcome of the error. */
  readonly meanings: readonly string[]
}

import type * as edge from '@trtc-call/edge'
import type * as edgeWebhooks from '@trtc-call/edge/webhooks'

/** The library under test, from its tarball. Every package has these exports. */
export interface Subject {
  readonly library: typeof edge
  readonly webhooks: typeof edgeWebhooks
  readonly hashing: edge.Hashing
  /** The package's own transport. */
  readonly transport: edge.Transport
}

/** The input of a runner, as JSON. */
export interface Question {
  /** Absent if the runtime sends nothing. */
  readonly connection?: Connection | undefined
}

/** The servers for the scenarios. */
export interface Connection {
  /** Options with which `createTrtcCall` uses an emulator. */
  readonly options: edge.TrtcCallOptions & { readonly cloud: edge.CloudAccess }
  /** A closed port on loopback. */
  readonly closedEndpoint: string
  /** The outcome of a request to it on this runtime. */
  readonly closedOutcome: edge.Outcome
  /** Servers that break connections, each with the operation to send. */
  readonly targets: readonly Target[]
  /** Servers that send unusual responses or close the connection. */
  readonly oddHosts: readonly OddHost[]
  /** A server that reports an expired signature and a date in 1960. */
  readonly misdatedEndpoint: string
}

/** A host to ring at, and the timeout for its response. */
interface OddHost {
  readonly endpoint: string
  readonly attemptTimeoutMs?: number | undefined
  /** Whether to pass a custom `fetch` to the client. */
  readonly injectsFetch: boolean
}

/** One operation for one hostile server. */
export interface Target {
  readonly endpoint: string
  readonly family: 'call' | 'trtc'
  /** The method of the client, and its arguments. */
  readonly method: string
  readonly parameters: readonly unknown[]
  /** Whether the caller aborts before the client times out. */
  readonly aborts: boolean
}

/** The client's result for one request. */
export type ReportedOutcome = 'ok' | 'aborted' | edge.Outcome

/** The result of one case. */
export interface Verdict {
  readonly name: string
  readonly fault: string | null
}

/** The output of a runner, as JSON. */
export interface Answer {
  readonly runtime: object
  readonly verdicts: readonly Verdict[]
  /** For each target, the client's results for three requests. */
  readonly outcomes: readonly (readonly ReportedOutcome[])[]
  /** For each odd host, `ok`, or the code and the outcome of the error. */
  readonly meanings: readonly string[]
}

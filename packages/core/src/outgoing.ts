import type { Operation } from '@trtc-call/spec'
import type { ParseEnvelope } from './envelope/envelope.ts'
import type { RequestSigner } from './signers/signer.ts'
import type { Transport } from './transport.ts'

/** One operation on its way out: the same for all its attempts. */
export interface Outgoing {
  readonly operation: Operation
  /** Without a signature. */
  readonly url: string
  readonly body: string
  readonly signer: RequestSigner
  /** Host and port. */
  readonly host: string
  readonly sdkAppId: number
  /** Whose rate limit it counts against. */
  readonly limitScope: string
  readonly transport: Transport
  readonly readEnvelope: ParseEnvelope
  /** The caller's. */
  readonly signal: AbortSignal | undefined
  /** Whether it ends only what has not been sent. */
  readonly finishSent: boolean
  /** Secrets in the body; looked up only when an error is made. */
  readonly bodySecrets: () => readonly string[]
}

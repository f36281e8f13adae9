import type { Operation } from '@trtc-call/spec'
import type { RequestSigner } from '../signers/signer.ts'
import type { ParseEnvelope } from './envelope.ts'
import type { Transport } from './transport.ts'

/** A validated and serialized request, the same for all its attempts. */
export interface PreparedRequest {
  readonly operation: Operation
  /** Without a signature. */
  readonly url: string
  readonly body: string
  readonly signer: RequestSigner
  /** Host and port. */
  readonly host: string
  readonly sdkAppId: number
  /** The app or account whose rate limit it counts against. */
  readonly limitScope: string
  readonly transport: Transport
  readonly parseEnvelope: ParseEnvelope
  /** The caller's. */
  readonly signal: AbortSignal | undefined
  /** Whether `signal` aborts only what has not been sent. */
  readonly finishSent: boolean
  /** Returns the secrets in the body; called only when an error is made. */
  readonly bodySecrets: () => readonly string[]
}

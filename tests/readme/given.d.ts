// The names that a block marked `compile` can use; its page says that the reader declares them.
import type { CallAccess, CredentialsProvider, Mac, TrtcCall, TrtcCallOptions, UserSigProvider } from '@trtc-call/node'

declare global {
  // The reader's app
  const options: TrtcCallOptions
  const call: CallAccess
  const { dial, calls }: TrtcCall
  // The reader's secrets
  const sdkSecretKey: string
  const callbackSecret: string
  const callbackKey: string
  const bytes: Uint8Array<ArrayBuffer>
  const vault: { read(path: string): Promise<string> }
  const kms: { generateMac(request: { keyId: string; message: Uint8Array }): Promise<{ mac: Iterable<number> }> }
  const keyId: string
  const url: string
  const token: string
  const mac: Mac
  const sdkAppId: number
  const userSig: UserSigProvider
  const credentials: CredentialsProvider
  function isAllowed(authorization: string | null): Promise<boolean>
  // The reader's tracing
  const histogram: { record(durationMs: number, attributes: Readonly<Record<string, string>>): void }
  const tracer: import('@opentelemetry/api').Tracer
}

import {
  type CallClientOptions,
  type CloudAccess,
  CallClient as CoreCallClient,
  TrtcClient as CoreTrtcClient,
  createTrtcCall as createCoreTrtcCall,
  type TrtcCall,
  type TrtcCallOptions,
  type TrtcClientOptions,
} from '@trtc-call/core'
import { nodeRuntime } from './runtime.ts'

export * from '@trtc-call/core'
export * from '@trtc-call/core/inspect'
export { cached } from './credentials/cached.ts'
export { type DefaultCredentialsOptions, defaultCredentials } from './credentials/default-credentials.ts'
export { credentialsFromEnv, type EnvOptions } from './credentials/from-env.ts'
export { credentialsFromFiles, type FileOptions } from './credentials/from-files.ts'
export { credentialsFromInstanceRole } from './credentials/from-instance-role.ts'
export { credentialsFromRole } from './credentials/from-role.ts'
export { macFromKeyObject, userSigFromKey } from './credentials/user-sig-from-key.ts'
export { nodeHashing } from './hashing.ts'
export { createLimiter } from './limiter.ts'
export { createTc3Signer, createUserSigMinter, mintPrivateMapKey, mintUserSig, signTc3 } from './signing.ts'
export { createNodeTransport, type NodeTransportOptions } from './transport.ts'
export { createVendorUserSigMinter } from './vendor-user-sig.ts'

/** A client of the Call interface, on `node:https`. */
export class CallClient extends CoreCallClient {
  constructor(options: CallClientOptions) {
    super(options, nodeRuntime)
  }
}

/** A client of the cloud interface, on `node:https`. */
export class TrtcClient extends CoreTrtcClient {
  constructor(options: TrtcClientOptions) {
    super(options, nodeRuntime)
  }
}

/**
 * Both clients of one app, and `dial`, on `node:https`.
 *
 * @throws InputError when an option is missing or wrong. No I/O is done, no clock or random source is read.
 * @example
 * const { dial } = createTrtcCall({
 *   sdkAppId: 1400000000,
 *   call: { site: 'china', identifier: 'administrator', sdkSecretKey },
 *   cloud: { edition: 'china', region: 'ap-guangzhou', secretId, secretKey },
 * })
 */
export function createTrtcCall(options: TrtcCallOptions & { readonly cloud: CloudAccess }): TrtcCall<CoreTrtcClient>
export function createTrtcCall(options: TrtcCallOptions): TrtcCall
export function createTrtcCall(options: TrtcCallOptions): TrtcCall {
  return createCoreTrtcCall(options, nodeRuntime)
}

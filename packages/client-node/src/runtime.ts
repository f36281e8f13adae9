import { type Runtime, type UserSigKey, type UserSigMinter, userSigFromKey } from '@trtc-call/core'
import { describeCode } from '@trtc-call/core/errors'
import { observeForDiagnostics } from './diagnostics.ts'
import { nodeHashing } from './hashing.ts'
import { createUserSigMinter } from './signing.ts'
import { createNodeTransport } from './transport.ts'
import { createVendorUserSigMinter } from './vendor-user-sig.ts'

/** The vendor's library reads the clock in whole seconds. */
const sameTimeMs = 1_000

/**
 * Signs with the vendor's tls-sig-api-v2. It can only use the machine's time; for another time (an injected clock, a measured
 * skew), this library's implementation signs.
 */
function createMinter(key: Pick<UserSigKey, 'sdkAppId' | 'sdkSecretKey'>): UserSigMinter {
  const vendor = createVendorUserSigMinter(key)
  const own = createUserSigMinter(key)
  return (request) => (isMachineTime(request.now) ? vendor(request) : own(request))
}

function isMachineTime(now = Date.now()): boolean {
  return Math.abs(now - Date.now()) < sameTimeMs
}

/** `node:https`, `node:crypto`, and the vendor's library for UserSigs. All clients of the process share one agent. */
export const nodeRuntime: Runtime = {
  fetch: createNodeTransport(),
  hashing: nodeHashing,
  userSigFromKey: (key) => userSigFromKey(key, { hashing: nodeHashing, createMinter, singleFlight: true }),
  describeCode,
  singleFlight: true,
  observe: observeForDiagnostics,
}

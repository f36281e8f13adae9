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
 * The vendor's own tls-sig-api-v2, behind our checks. It can only sign for the machine's time, so when another one is asked
 * for (an injected clock, a skew that was measured) our own mint signs.
 */
function createMinter(key: Pick<UserSigKey, 'sdkAppId' | 'sdkSecretKey'>): UserSigMinter {
  const vendor = createVendorUserSigMinter(key)
  const own = createUserSigMinter(key)
  return (request) => (isMachineTime(request.now) ? vendor(request) : own(request))
}

function isMachineTime(now = Date.now()): boolean {
  return Math.abs(now - Date.now()) < sameTimeMs
}

/** `node:https`, `node:crypto`, and the vendor's library for UserSigs. One agent serves all clients of the process. */
export const nodeRuntime: Runtime = {
  fetch: createNodeTransport(),
  hashing: nodeHashing,
  userSigFromKey: (key) => userSigFromKey(key, { hashing: nodeHashing, createMinter, singleFlight: true }),
  describeCode,
  singleFlight: true,
  observe: observeForDiagnostics,
}

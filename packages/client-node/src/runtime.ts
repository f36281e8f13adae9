import { type AppKey, type Runtime, type UserSigProvider, userSigFromKey } from '@trtc-call/core'
import { nodeHashing } from './hashing.ts'
import { createNodeTransport } from './transport.ts'
import { createVendorUserSigMinter } from './vendor-user-sig.ts'

/** The vendor's library reads the clock in whole seconds. */
const sameTimeMs = 1_000

/**
 * The vendor's own tls-sig-api-v2, behind our checks. It can only sign for the machine's time, so when another one is asked
 * for (an injected clock, a skew that was measured) our own mint signs.
 */
function vendorUserSigFromKey(key: AppKey): UserSigProvider {
  const vendor = createVendorUserSigMinter(key)
  const own = userSigFromKey(key, nodeHashing)
  return (request) => (Math.abs(request.now - Date.now()) < sameTimeMs ? vendor(request) : own(request))
}

/** `node:https`, `node:crypto`, and the vendor's library for UserSigs. One agent serves all clients of the process. */
export const nodeRuntime: Runtime = {
  fetch: createNodeTransport(),
  hashing: nodeHashing,
  userSigFromKey: vendorUserSigFromKey,
}

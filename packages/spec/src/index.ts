export { callErrors } from './generated/call-errors.ts'
export { CallMethods } from './generated/call-methods.ts'
export { callOperations } from './generated/call-operations.ts'
export type * from './generated/call-requests.ts'
export { type CallSite, callSites } from './generated/call-servers.ts'
export type {
  components as CallComponents,
  paths as CallPaths,
  webhooks as CallWebhooks,
} from './generated/call-wire.ts'
export { trtcErrors } from './generated/trtc-errors.ts'
export { TrtcMethods } from './generated/trtc-methods.ts'
export { trtcOperations } from './generated/trtc-operations.ts'
export type * from './generated/trtc-requests.ts'
export { type CloudEdition, cloudEditions } from './generated/trtc-servers.ts'
export type {
  components as TrtcComponents,
  paths as TrtcPaths,
  webhooks as TrtcWebhooks,
} from './generated/trtc-wire.ts'
export type { Effect, Family, Operation } from './operation.ts'
export { type NumberRange, rangeOf } from './range.ts'
export type { ResponseMetadata } from './response.ts'
export type * from './rule.ts'
export { replaceSecrets } from './secrets.ts'
export {
  type ErrorKind,
  findVendorError,
  type RetryRule,
  type VendorError,
  type VendorErrorGroups,
} from './vendor-error.ts'

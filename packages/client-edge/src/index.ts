export * from '@trtc-call/core'
export { inspectUserSig } from '@trtc-call/core/inspect'

export * from '@trtc-call/core'
export * from '@trtc-call/core/inspect'

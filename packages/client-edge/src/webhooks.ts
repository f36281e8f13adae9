export * from '@trtc-call/core/webhooks'

export * from '@trtc-call/core/otel'

export { describeError, type ErrorDescription } from '@trtc-call/core/errors'

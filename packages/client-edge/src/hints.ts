export { explain } from '@trtc-call/core/hints'

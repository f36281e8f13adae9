export type { WebhookQuery } from './webhooks/call-query.ts'
export type { Secrets } from './webhooks/check-secrets.ts'
export { createDedupeStore, type DedupeStore } from './webhooks/dedupe-store.ts'
export type * from './webhooks/events.ts'
export type { CallMember } from './webhooks/fields.ts'
export type { RawBody, WebhookBody } from './webhooks/raw-body.ts'
export type { WebhookLimits } from './webhooks/replay-window.ts'
export {
  type CallWebhook,
  type CallWebhookAccess,
  type UrlSecret,
  verifyCallWebhook,
} from './webhooks/verify-call-webhook.ts'
export { type TrtcWebhook, verifyTrtcWebhook, type WebhookHeaders } from './webhooks/verify-trtc-webhook.ts'
export { isWebhookError, WebhookError, type WebhookErrorReason } from './webhooks/webhook-error.ts'
export {
  createWebhookHandler,
  type WebhookContext,
  type WebhookHandler,
  type WebhookHandlerOptions,
} from './webhooks/webhook-handler.ts'

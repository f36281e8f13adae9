export * from '@trtc-call/core/webhooks'
export {
  type FastifyInstanceLike,
  type FastifyReplyLike,
  type FastifyRequestLike,
  type FastifyWebhookOptions,
  fastifyWebhook,
} from './webhooks/fastify-webhook.ts'
export { createNodeWebhookHandler, type NodeWebhookHandler } from './webhooks/node-handler.ts'
export type { WebhookRequest } from './webhooks/raw-body.ts'

import call from './generated/call.json' with { type: 'json' }
import trtc from './generated/trtc.json' with { type: 'json' }

/** An OpenAPI 3.1 document as plain JSON. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, unknown>>
  readonly webhooks: Readonly<Record<string, unknown>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
  readonly [key: string]: unknown
}

/** The Call interface: calls, records, the callback configuration, accounts. */
export const callDocument: OpenApiDocument = call

/** The cloud interface: stream ingest and removing users from rooms. */
export const trtcDocument: OpenApiDocument = trtc

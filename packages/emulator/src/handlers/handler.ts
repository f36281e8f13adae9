import type { App } from '../app.ts'
import type { World } from '../emulator-state.ts'
import type { Operation } from '../operations.ts'

/**
 * Carries one operation out. The body has been validated against the operation's schema. Returns what the envelope holds
 * beside its own fields, and throws a Refusal to say no.
 */
export type Handler = (body: unknown, context: HandlerContext) => object

interface HandlerContext {
  readonly world: World
  /** The one that the request is about. */
  readonly app: App
  readonly operation: Operation
}

import type { App } from '../app-state.ts'
import type { EmulatorState } from '../emulator-state.ts'
import type { Operation } from '../operations/operations.ts'

/**
 * Executes one operation, whose body is valid. Returns the fields of the response beside those of the envelope.
 *
 * @throws ApiError
 */
export type Handler = (body: unknown, context: HandlerContext) => object

interface HandlerContext {
  readonly state: EmulatorState
  /** The application that the request names. */
  readonly app: App
  readonly operation: Operation
}

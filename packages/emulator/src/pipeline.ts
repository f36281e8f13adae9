import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from './api-error.ts'
import type { EmulatorState } from './emulator-state.ts'
import { createExchange, type Exchange } from './exchange.ts'
import { authenticate } from './stages/authenticate.ts'
import { checkEdition } from './stages/check-edition.ts'
import { dispatch } from './stages/dispatch.ts'
import { execute } from './stages/execute.ts'
import { limitRate } from './stages/limit-rate.ts'
import { receive } from './stages/receive.ts'
import { respond } from './stages/respond.ts'
import { selectFault } from './stages/select-fault.ts'
import { validate } from './stages/validate.ts'

/** One step. Throws an ApiError to skip to the response. */
type Stage = (exchange: Exchange, state: EmulatorState) => void | Promise<void>

/** The order in which the vendor seems to check requests. `respond` always runs last. */
const stages: readonly Stage[] = [
  receive,
  dispatch,
  authenticate,
  limitRate,
  checkEdition,
  validate,
  selectFault,
  execute,
]

/** Handles one request. Never throws: a bug of the emulator becomes the vendor's internal error. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  state: EmulatorState,
): Promise<void> {
  const exchange = createExchange(request, response)
  try {
    for (const stage of stages) {
      const work = stage(exchange, state)
      // Most stages are synchronous; awaiting each of them would cost noticeable time.
      if (work) await work
    }
  } catch (error) {
    // The client disconnected before the end of its body.
    if (!request.complete && request.destroyed) return
    exchange.error = error instanceof ApiError ? error : internalError(exchange, error)
  }
  await respond(exchange, state).catch(() => response.destroy())
}

function internalError({ family }: Exchange, error: unknown): ApiError {
  const message = `the emulator failed: ${error instanceof Error ? error.message : String(error)}`
  return new ApiError(family === 'call' ? 60008 : 'InternalError', message)
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from './api-error.ts'
import type { World } from './emulator-state.ts'
import { createExchange, type Exchange } from './exchange.ts'
import { authenticate } from './stages/authenticate.ts'
import { checkPackage } from './stages/check-edition.ts'
import { dispatch } from './stages/dispatch.ts'
import { handle } from './stages/execute.ts'
import { limitRate } from './stages/limit-rate.ts'
import { receive } from './stages/receive.ts'
import { answer } from './stages/respond.ts'
import { pickFault } from './stages/select-fault.ts'
import { validate } from './stages/validate.ts'

/** One step. Throws a Refusal to skip to the answer. */
type Stage = (exchange: Exchange, world: World) => void | Promise<void>

/** What happens to a request, in the order in which the vendor seems to look at it. `answer` comes last, always. */
const stages: readonly Stage[] = [receive, dispatch, authenticate, limitRate, checkPackage, validate, pickFault, handle]

/** Carries one request from the socket to the answer. Never throws: a bug of ours becomes the vendor's internal error. */
export async function run(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const exchange = createExchange(request, response)
  try {
    for (const stage of stages) {
      const work = stage(exchange, world)
      // Most stages wait for nothing, and a turn of the event queue for each of them would be felt.
      if (work) await work
    }
  } catch (error) {
    // The client left in the middle of its body: nobody asked, and nobody would hear.
    if (!request.complete && request.destroyed) return
    exchange.error = error instanceof ApiError ? error : internalError(exchange, error)
  }
  await answer(exchange, world).catch(() => response.destroy())
}

function internalError({ family }: Exchange, error: unknown): ApiError {
  const what = `the emulator failed: ${error instanceof Error ? error.message : String(error)}`
  return new ApiError(family === 'call' ? 60008 : 'InternalError', what)
}

import { ApiError } from '../api-error.ts'
import type { World } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import type { Fault } from '../fault.ts'
import { faultByValue } from '../fault-by-value.ts'

/** Takes the fault that was scripted for this operation or is named in it, and refuses at once if it says not to execute. */
export function pickFault(exchange: Exchange, { faults }: World): void {
  const { operation, body } = exchange
  const fault = operation && (faults.take(operation.id) ?? namedFault(operation.id, body))
  exchange.fault = fault
  if (!fault || (fault.execute ?? fault.code === undefined)) return
  throw faultRefusal(fault.code ?? (exchange.family === 'call' ? 60008 : 'InternalError'))
}

/** The error that a scripted code stands for. */
export function faultRefusal(code: number | string): ApiError {
  return new ApiError(code, 'scripted fault')
}

/** A fault in the name of a callee, or of the bot of a stream. */
function namedFault(operationId: string, body: unknown): Fault | undefined {
  const { CalleeList_Account: callees, UserId } = body as { CalleeList_Account?: readonly string[]; UserId?: string }
  if (operationId === 'startCallByRobot') return callees?.map(faultByValue).find((fault) => fault !== undefined)
  return operationId === 'startStreamIngest' && UserId !== undefined ? faultByValue(UserId) : undefined
}

import { ApiError } from '../api-error.ts'
import type { EmulatorState } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import type { Fault } from '../faults/fault.ts'
import { faultFromUserId } from '../faults/user-id-faults.ts'

/** Selects a scripted fault, or one that a userID names. Fails at once if the fault prevents the execution. */
export function selectFault(exchange: Exchange, { faults }: EmulatorState): void {
  const { operation, body } = exchange
  const fault = operation && (faults.take(operation.id) ?? faultFromBody(operation.id, body))
  exchange.fault = fault
  if (!fault || (fault.execute ?? fault.code === undefined)) return
  throw faultError(fault.code ?? (exchange.family === 'call' ? 60008 : 'InternalError'))
}

export function faultError(code: number | string): ApiError {
  return new ApiError(code, 'scripted fault')
}

/** Reads a fault from the userID of a callee, or of a stream's bot. */
function faultFromBody(operationId: string, body: unknown): Fault | undefined {
  const { CalleeList_Account: callees, UserId } = body as { CalleeList_Account?: readonly string[]; UserId?: string }
  if (operationId === 'startCallByRobot') return callees?.map(faultFromUserId).find((fault) => fault !== undefined)
  return operationId === 'startStreamIngest' && UserId !== undefined ? faultFromUserId(UserId) : undefined
}

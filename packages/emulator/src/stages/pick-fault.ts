import type { Exchange } from '../exchange.ts'
import type { Fault } from '../fault.ts'
import { faultByValue } from '../fault-by-value.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'

/** Takes the fault that was scripted for this operation or is named in it, and refuses at once if it says not to act. */
export function pickFault(exchange: Exchange, { faults }: World): void {
  const { operation, body } = exchange
  const fault = operation && (faults.take(operation.id) ?? namedFault(operation.id, body))
  exchange.fault = fault
  if (!fault || (fault.act ?? fault.code === undefined)) return
  throw faultRefusal(fault.code ?? (exchange.family === 'call' ? 60008 : 'InternalError'))
}

/** The refusal that a scripted code stands for. */
export function faultRefusal(code: number | string): Refusal {
  return new Refusal(code, 'scripted fault')
}

/** A fault in the name of a callee, or of the bot of a stream. */
function namedFault(operationId: string, body: unknown): Fault | undefined {
  const { CalleeList_Account: callees, UserId } = body as { CalleeList_Account?: readonly string[]; UserId?: string }
  if (operationId === 'startCallByRobot') return callees?.map(faultByValue).find((fault) => fault !== undefined)
  return operationId === 'startStreamIngest' && UserId !== undefined ? faultByValue(UserId) : undefined
}

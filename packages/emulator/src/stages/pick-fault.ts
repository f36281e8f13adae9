import type { Exchange } from '../exchange.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'

/** Takes the fault that was scripted for this operation, and refuses at once if it says not to act. */
export function pickFault(exchange: Exchange, { faults }: World): void {
  const fault = exchange.operation && faults.take(exchange.operation.id)
  exchange.fault = fault
  if (!fault || (fault.act ?? fault.code === undefined)) return
  throw faultRefusal(fault.code ?? (exchange.family === 'call' ? 60008 : 'InternalError'))
}

/** The refusal that a scripted code stands for. */
export function faultRefusal(code: number | string): Refusal {
  return new Refusal(code, 'scripted fault')
}

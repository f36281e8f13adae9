import { firstApp, type World } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import { handlers } from '../handlers/index.ts'
import type { Operation } from '../operations.ts'
import { faultRefusal } from './select-fault.ts'

/** Carries the operation out. One that the documents know and the handlers do not succeeds and does nothing. */
export function handle(exchange: Exchange, world: World): void {
  const { fault } = exchange
  const operation = exchange.operation as Operation
  const app = exchange.app ?? firstApp(world)
  const handler = handlers[operation.id]
  exchange.data = handler?.(exchange.body, { world, app, operation }) ?? {}
  exchange.executed = handler !== undefined
  if (fault?.code !== undefined) throw faultRefusal(fault.code)
}

import { type EmulatorState, firstApp } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import { handlers } from '../handlers/index.ts'
import type { Operation } from '../operations/operations.ts'
import { faultError } from './select-fault.ts'

/** Executes the operation. An operation without a handler succeeds and does nothing. */
export function execute(exchange: Exchange, state: EmulatorState): void {
  const { fault } = exchange
  const operation = exchange.operation as Operation
  const app = exchange.app ?? firstApp(state)
  const handler = handlers[operation.id]
  exchange.data = handler?.(exchange.body, { state, app, operation }) ?? {}
  exchange.executed = handler !== undefined
  if (fault?.code !== undefined) throw faultError(fault.code)
}

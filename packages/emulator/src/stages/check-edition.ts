import { ApiError } from '../api-error.ts'
import type { EmulatorState } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'

/** The services that need a Call package. Accounts and profiles belong to another product. */
const services: readonly string[] = ['call_engine_http_srv', 'call_record_http_srv', 'call_config']

/** Rejects Call commands without a package, as the vendor does when one has expired. */
export function checkEdition({ operation }: Exchange, { settings }: EmulatorState): void {
  if (settings.edition !== 'none' || !services.includes(operation?.service ?? '')) return
  throw new ApiError(60020, 'the application has no Call package; see the option edition of the emulator')
}

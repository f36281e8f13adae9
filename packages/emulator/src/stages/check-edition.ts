import { ApiError } from '../api-error.ts'
import type { World } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'

/** Nobody has bought what these are for. Accounts and profiles belong to another product. */
const services: readonly string[] = ['call_engine_http_srv', 'call_record_http_srv', 'call_config']

/** Refuses the commands of Call where there is no package, as the vendor does when one has run out. */
export function checkPackage({ operation }: Exchange, { settings }: World): void {
  if (settings.edition !== 'none' || !services.includes(operation?.service ?? '')) return
  throw new ApiError(60020, 'there is no Call package for this application; the emulator has it in its option edition')
}

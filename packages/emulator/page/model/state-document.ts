import type { DeliveryView } from '../../src/callbacks/delivery.ts'
import type { EmulatorClientOptions, EmulatorCredentials } from '../../src/emulator.ts'
import type { Fault } from '../../src/faults/fault.ts'
import type { CalleeBehaviour } from '../../src/options/callee-behaviour.ts'
import type { CallView } from '../../src/state/call.ts'
import type { TaskView } from '../../src/state/ingest-tasks.ts'

/** Response of `GET /_emulator/state`, as far as the page uses it. */
export interface StateDocument {
  /** Unix time in milliseconds on the emulator's clock. */
  readonly now: number
  readonly clock: { readonly kind: 'real' | 'virtual'; readonly skewMs: number }
  readonly apps: readonly (EmulatorCredentials & { readonly clientOptions: EmulatorClientOptions })[]
  readonly calls: readonly CallView[]
  readonly tasks: readonly TaskView[]
  readonly accounts: readonly AccountView[]
  readonly phones: readonly PhoneView[]
  readonly deliveries: readonly DeliveryView[]
  readonly faults: readonly { readonly operationId: string; readonly fault: Fault; readonly left: number }[]
  readonly requests: readonly RequestSummary[]
}

/** An imported account. */
export interface AccountView {
  readonly userId: string
  readonly profile: Readonly<Record<string, string>>
}

/** A known phone. */
export interface PhoneView {
  readonly userId: string
  readonly behaviour: CalleeBehaviour
  readonly rings: number
}

/** A request in the list. */
interface RequestSummary {
  readonly index: number
  /** Real Unix time in milliseconds. */
  readonly at: number
  readonly operationId?: string
  readonly command: string
  readonly executed: boolean
  readonly code: number | string
  readonly requestId: string
}

/** An operation for which faults can be scripted. */
export interface OperationView {
  readonly id: string
  readonly family: 'call' | 'trtc'
}

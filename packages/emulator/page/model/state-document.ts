import type { CalleeBehaviour } from '../../src/callee-behaviour.ts'
import type { EmulatorClientOptions, EmulatorCredentials } from '../../src/emulator.ts'
import type { Fault } from '../../src/fault.ts'
import type { CallView } from '../../src/state/call.ts'
import type { TaskView } from '../../src/state/ingest-tasks.ts'

/** What `GET /_emulator/state` answers, as far as the page looks at it. */
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

/** A phone that something is known about. */
export interface PhoneView {
  readonly userId: string
  readonly behaviour: CalleeBehaviour
  readonly rings: number
}

/** A callback, with every attempt to deliver it. */
export interface DeliveryView {
  readonly id: string | number
  readonly kind: 'call' | 'ingest'
  readonly url: string
  readonly command?: string
  readonly eventType?: number | string
  readonly body: unknown
  readonly attempts: readonly {
    readonly at: number
    readonly status?: number
    readonly error?: string
    readonly durationMs: number
  }[]
  readonly state: 'pending' | 'delivered' | 'failed'
  readonly callId?: string
  readonly taskId?: string
}

/** One line of the list of requests. */
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

/** An operation that faults can be scripted for. */
export interface OperationView {
  readonly id: string
  readonly family: 'call' | 'trtc'
}

export type { AppOptions, IngestCallback } from './app-options.ts'
export type { CallbackOptions } from './callback-options.ts'
export type { DeliveryAttempt, DeliveryView } from './callbacks/delivery.ts'
export type { CalleeBehaviour } from './callee-behaviour.ts'
export type { EmulatedApp, Emulator, EmulatorClientOptions, EmulatorCredentials, RotatedKeys } from './emulator.ts'
export {
  type ExplainedStep,
  type Explanation,
  explainRequest,
  type UserSigClaims,
} from './explain/explain-request.ts'
export type { Fault, FaultResponse } from './fault.ts'
export { OptionError, type OptionErrorReason } from './option-error.ts'
export type { EmulatorOptions, IngestRoomIdType } from './options.ts'
export type { Edition, PhoneApp, PhoneOptions } from './phone-options.ts'
export type { Room } from './room.ts'
export type { Site } from './sites.ts'
export type { EmulatorSnapshot, SavedApp } from './snapshot.ts'
export { startEmulator } from './start-emulator.ts'
export type { CallResult, CallView, MemberStatus } from './state/call.ts'
export type { TaskView } from './state/ingest-tasks.ts'
export type { RecordedRequest, RecordedResponse } from './state/request-log.ts'
export type { TimelineEvent, TimelineKind } from './timeline.ts'

import type { DeliveryView } from './callbacks/delivery.ts'
import type { CalleeBehaviour } from './callee-behaviour.ts'
import type { Fault } from './fault.ts'
import type { Site } from './sites.ts'
import type { EmulatorSnapshot } from './snapshot.ts'
import type { CallView } from './state/call.ts'
import type { TaskView } from './state/ingest-tasks.ts'
import type { RecordedRequest } from './state/request-log.ts'
import type { TimelineEvent } from './timeline.ts'

/** The keys an emulator takes. They open nothing else, so they may be printed. */
export interface EmulatorCredentials {
  readonly sdkAppId: number
  /** Signs UserSigs. */
  readonly sdkSecretKey: string
  /** The administrator. */
  readonly identifier: string
  /** These two sign TC3 requests. */
  readonly secretId: string
  readonly secretKey: string
}

/** The secrets that can be rotated. */
export interface RotatedKeys {
  readonly sdkSecretKey?: string
  readonly secretId?: string
  readonly secretKey?: string
}

/** Options for the project's clients: `createTrtcCall(emulator.clientOptions)`. */
export interface EmulatorClientOptions {
  readonly sdkAppId: number
  readonly call: { readonly site: Site; readonly identifier: string; readonly sdkSecretKey: string }
  readonly cloud: {
    readonly edition: 'china'
    readonly region: 'ap-guangzhou'
    readonly secretId: string
    readonly secretKey: string
    /** Only when the emulator was started with one. */
    readonly token?: string
  }
  readonly endpoints: { readonly call: string; readonly trtc: string }
}

/** One of the emulator's applications. Nothing in it is known to the others. */
export interface EmulatedApp {
  /** Those that are taken now. */
  readonly credentials: EmulatorCredentials
  readonly clientOptions: EmulatorClientOptions
  /** All calls, those that are over first. */
  calls(): readonly CallView[]
  /** How often a phone rang, or all phones together: an invitation that reached a busy phone counts, too. */
  rings(userId?: string): number
  /** All ingest tasks, oldest first. */
  tasks(): readonly TaskView[]
  /** Says how a callee reacts from the next ring on. @throws TypeError for a behaviour that does not exist. */
  callee(userId: string, behaviour: CalleeBehaviour): void
  /** Has start_call_by_robot refuse this callee with a ResultCode, without ringing; 0 takes it back. */
  refuseCallee(userId: string, resultCode: number): void
  /**
   * Changes keys, as a rotation does: from now on only the new ones are taken. What is left out stays. `secretId` and
   * `secretKey` change for all applications of the account. @throws TypeError for an empty key.
   */
  rotate(keys: RotatedKeys): void
}

/**
 * A running emulator: what it saw, what it holds, and what to make it do.
 *
 * @example
 * emulator.script('startCallByRobot', { then: 'drop' })
 * await calls.startCallByRobot(ring).catch(() => {})
 * emulator.rings('jack')                             // 1
 * emulator.requests('startCallByRobot').length       // 1
 *
 * With several applications, calls, rings and tasks are those of all, a callee's behaviour is set in all, and `credentials`,
 * `clientOptions` and `rotate` are about the first.
 */
export interface Emulator extends EmulatedApp {
  /** `http://127.0.0.1:PORT`, for both interfaces. */
  readonly url: string
  /** One application alone. @throws TypeError when there is none of this number. */
  app(sdkAppId: number): EmulatedApp
  /**
   * The requests so far, oldest first; all, or those of one operation. The latest 10,000 are kept, and of those refused the
   * latest 1,000; fewer where they are long.
   */
  requests(operationId?: string): readonly RecordedRequest[]
  /**
   * What happened, a line for each event (the latest 10,000), oldest first, without ids and times: made for `expect`.
   *
   * @example
   * expect(emulator.log()).toEqual(['call-started robot', 'ring jack', 'request startCallByRobot OK', 'answer jack'])
   */
  log(): readonly string[]
  /** The callbacks so far (the latest 10,000), oldest first. */
  deliveries(): readonly DeliveryView[]
  /**
   * Posts a callback once more, whatever became of it: so a test has it come twice, late, or in another order. Rejects with a
   * TypeError when there is no such delivery.
   */
  resend(deliveryId: string): Promise<DeliveryView>
  /** Lets the next request of an operation go wrong. @throws TypeError for an operation that does not exist. */
  script(operationId: string, fault: Fault): void
  /** Takes back all faults that still wait for their request. */
  clearFaults(): void
  /** Puts the server's clock off by so many milliseconds: for signatures and the Date header. */
  skew(ms: number): void
  /** A callee picks up. @throws TypeError when this phone does not ring. */
  answer(callId: string, userId: string): void
  /** A callee declines. @throws TypeError when this phone does not ring. */
  reject(callId: string, userId: string): void
  /** A callee hangs up. @throws TypeError when they are not talking. */
  hangUp(callId: string, userId: string): void
  /** A callee's connection breaks, while talking or ringing. @throws TypeError when they do neither. */
  loseConnection(callId: string, userId: string): void
  /** A stream ends by itself. @throws TypeError when there is no such task, or it has ended. */
  finishStream(taskId: string, reason?: string): void
  /** Tells what happens, as it happens. Returns how to stop that. */
  on(listener: (event: TimelineEvent) => void): () => void
  /**
   * Moves the virtual clock, keeping what falls due in order: rings, records, streams. Streams being fetched are waited
   * for. Rejects with a TypeError when the clock is the real one.
   */
  advance(ms: number): Promise<void>
  /** Everything that it holds, as JSON, to go back to or to start another emulator from. */
  snapshot(): EmulatorSnapshot
  /**
   * Goes back to a snapshot, or on from another emulator's with the same applications. Phones that rang go on ringing,
   * streams start anew, a virtual clock takes the snapshot's time. Requests, deliveries and log stay.
   *
   * @throws TypeError when it is no snapshot, or is one of other applications.
   * @example
   * const before = emulator.snapshot()
   * // … a test that makes a mess
   * emulator.restore(before)
   */
  restore(snapshot: EmulatorSnapshot): void
  /** Unix time in milliseconds on the emulator's clock. */
  now(): number
  /** Ends every connection and all that runs. */
  close(): Promise<void>
}

import type { DeliveryView } from './callbacks/delivery.ts'
import type { Fault } from './faults/fault.ts'
import type { CalleeBehaviour } from './options/callee-behaviour.ts'
import type { Site } from './sites.ts'
import type { EmulatorSnapshot } from './snapshot/snapshot.ts'
import type { CallView } from './state/call.ts'
import type { TaskView } from './state/ingest-tasks.ts'
import type { RecordedRequest } from './state/request-log.ts'
import type { TimelineEvent } from './timeline.ts'

/** Keys that the emulator accepts. They are worthless elsewhere, so they may be printed. */
export interface EmulatorCredentials {
  readonly sdkAppId: number
  /** Signs UserSigs. */
  readonly sdkSecretKey: string
  /** Administrator. */
  readonly identifier: string
  /** Both sign TC3 requests. */
  readonly secretId: string
  readonly secretKey: string
}

/** New keys for `rotate`. */
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
    /** Set if the emulator was started with one. */
    readonly token?: string
  }
  readonly endpoints: { readonly call: string; readonly trtc: string }
}

/** One of the emulator's applications. They share nothing. */
export interface EmulatedApp {
  /** The keys that are accepted now. */
  readonly credentials: EmulatorCredentials
  readonly clientOptions: EmulatorClientOptions
  /** All calls, ended ones first. */
  calls(): readonly CallView[]
  /** Number of rings of a phone, or of all phones. An invitation to a busy phone counts. */
  rings(userId?: string): number
  /** All ingest tasks, oldest first. */
  tasks(): readonly TaskView[]
  /** Sets how a callee reacts to the next ring and later ones. @throws OptionError */
  callee(userId: string, behaviour: CalleeBehaviour): void
  /** Sets the ResultCode of start_call_by_robot for a callee, whose phone then does not ring; 0 removes it. */
  refuseCallee(userId: string, resultCode: number): void
  /**
   * Replaces keys, which stop working immediately. Omitted keys stay. `secretId` and `secretKey` change for all applications of
   * the account. @throws OptionError
   */
  rotate(keys: RotatedKeys): void
}

/**
 * A running emulator, with methods to inspect and control it.
 *
 * @example
 * emulator.script('startCallByRobot', { then: 'drop' })
 * await calls.startCallByRobot(ring).catch(() => {})
 * emulator.rings('jack')                             // 1
 * emulator.requests('startCallByRobot').length       // 1
 *
 * With several applications, `calls`, `rings` and `tasks` combine all of them, `callee` and `refuseCallee` affect all of them,
 * and `credentials`, `clientOptions` and `rotate` refer to the first.
 */
export interface Emulator extends EmulatedApp {
  /** `http://127.0.0.1:PORT`, for both interfaces. */
  readonly url: string
  /** Returns one application. @throws OptionError for an unknown sdkAppId. */
  app(sdkAppId: number): EmulatedApp
  /**
   * The requests so far, oldest first: all, or those of one operation. The latest 10,000 are kept, but only the latest 1,000
   * with an error response; fewer if they are large.
   */
  requests(operationId?: string): readonly RecordedRequest[]
  /**
   * The latest 10,000 events as text, oldest first, without ids and times. Made for `expect`.
   *
   * @example
   * expect(emulator.log()).toEqual(['call-started robot', 'ring jack', 'request startCallByRobot OK', 'answer jack'])
   */
  log(): readonly string[]
  /** The latest 10,000 callbacks, oldest first. */
  deliveries(): readonly DeliveryView[]
  /**
   * Sends a callback again, to test duplicates, delays and changed order. Rejects with a TypeError for an unknown delivery.
   */
  resend(deliveryId: string): Promise<DeliveryView>
  /** Queues a fault for the next request of an operation. @throws OptionError */
  script(operationId: string, fault: Fault): void
  /** Removes all queued faults. */
  clearFaults(): void
  /** Sets the skew of the server's clock in milliseconds, for signatures and the Date header. @throws OptionError */
  setClockSkew(ms: number): void
  /** A callee answers. @throws TypeError if the phone does not ring. */
  answer(callId: string, userId: string): void
  /** A callee declines. @throws TypeError if the phone does not ring. */
  reject(callId: string, userId: string): void
  /** A callee hangs up. @throws TypeError if the callee does not talk. */
  hangUp(callId: string, userId: string): void
  /** A callee loses the connection. @throws TypeError if the phone neither rings nor talks. */
  loseConnection(callId: string, userId: string): void
  /** Ends a stream. @throws TypeError for a task that does not exist or has ended. */
  finishStream(taskId: string, reason?: string): void
  /** Adds a listener for events. Returns a function that removes it. */
  on(listener: (event: TimelineEvent) => void): () => void
  /**
   * Advances the virtual clock by milliseconds and runs everything that falls due, in order. Waits for streams and callbacks in
   * flight. Rejects with a TypeError on a real clock.
   */
  advance(ms: number): Promise<void>
  /** Returns the state as JSON, for `restore` of this or another emulator. */
  snapshot(): EmulatorSnapshot
  /**
   * Restores a snapshot of this emulator, or of another one with the same applications. Phones continue to ring, streams
   * restart, and a virtual clock takes the snapshot's time. Requests, deliveries and log stay.
   *
   * @throws OptionError for a malformed snapshot, or one of other applications.
   * @example
   * const before = emulator.snapshot()
   * // … a test that changes the state
   * emulator.restore(before)
   */
  restore(snapshot: EmulatorSnapshot): void
  /** Unix time in milliseconds on the emulator's clock. */
  now(): number
  /** Closes all connections and ends calls and streams. Can be called again. */
  close(): Promise<void>
}

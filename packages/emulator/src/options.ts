import type { AppOptions } from './app-options.ts'
import type { CallbackOptions } from './callback-options.ts'
import type { CalleeBehaviour } from './callee-behaviour.ts'
import type { Edition, PhoneOptions } from './phone-options.ts'

/**
 * How StartStreamIngest numbers rooms: `guide` has 0 = int and 1 = string, `reference` 0 = string and 1 = int.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/71845} (guide)
 * @see {@link https://www.tencentcloud.com/document/product/647/57835} (reference)
 */
export type IngestRoomIdType = 'guide' | 'reference'

/**
 * Everything about an emulator that can be chosen; nothing has to be.
 *
 * @example
 * await startEmulator({ clock: 'virtual', ingestRoomIdType: 'reference', users: { jill: { does: 'busy' } } })
 */
export interface EmulatorOptions extends AppOptions, CallbackOptions, PhoneOptions {
  /** Port to listen on. Default 0: any free one. */
  readonly port?: number
  /** Address to listen on. Default 127.0.0.1; any other than a loopback address needs a `controlToken`. */
  readonly host?: string
  /**
   * What has to come with requests to `/_emulator/`: as `Authorization: Bearer`, or as `?token=` for the page. The vendor's
   * own interfaces are protected by their signatures. Default: none, and only this machine may ask.
   */
  readonly controlToken?: string
  /** The vendor's pages contradict each other, so choose. Default `guide`. */
  readonly ingestRoomIdType?: IngestRoomIdType
  /** Whether start_call_by_robot answers with CallId and CallResult (`guide`) or with the envelope alone. Default `guide`. */
  readonly startResponse?: 'guide' | 'reference'
  /** Several applications, in place of the one that `sdkAppId` and its like describe. */
  readonly apps?: readonly AppOptions[]
  /** `virtual` stands still until `advance()`. Default `real`. */
  readonly clock?: 'real' | 'virtual'
  /** How long a stream lasts whose real duration is not known, in milliseconds. Default 60000. */
  readonly streamDurationMs?: number
  /** Whether streams on other machines are really fetched; else they are taken to be there. Default false. */
  readonly fetchBeyondLoopback?: boolean
  /** A whole number that makes ids and the dice of faults the same in every run. Default: none, they are random. */
  readonly seed?: number
  /** How particular callees behave from the start. */
  readonly users?: Readonly<Record<string, CalleeBehaviour>>
  /**
   * What was bought for the applications: `1v1` has no calls to several, no records and no callbacks, and with `none` the
   * commands of Call are refused with 60020. Default `group`.
   *
   * @see {@link https://www.tencentcloud.com/document/product/647/54632}
   */
  readonly edition?: Edition
  /** Whether there are call records. Default: as the edition has it. */
  readonly records?: boolean
  /** `strict` refuses robots and callees that were never imported, with 70107. Default `lenient`. */
  readonly accounts?: 'lenient' | 'strict'
  /**
   * Whether more requests than the vendor documents are refused: 60007, or RequestLimitExceeded. Time that passes on either
   * clock makes room, the real one or a virtual one. Default true.
   */
  readonly rateLimits?: boolean
  /** Requests of one application per second, over all commands; more get 60011. Default: no such limit, as no page names it. */
  readonly appRequestsPerSecond?: number
}

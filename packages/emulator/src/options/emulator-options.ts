import type { AppOptions } from './app-options.ts'
import type { CallbackOptions } from './callback-options.ts'
import type { CalleeBehaviour } from './callee-behaviour.ts'
import type { Edition, PhoneOptions } from './phone-options.ts'

/**
 * Values of RoomIdType in StartStreamIngest. `guide`: 0 is int, 1 is string. `reference`: 0 is string, 1 is int.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/71845} (guide)
 * @see {@link https://www.tencentcloud.com/document/product/647/57835} (reference)
 */
export type IngestRoomIdType = 'guide' | 'reference'

/**
 * Options of `startEmulator`. All are optional.
 *
 * @example
 * await startEmulator({ clock: 'virtual', ingestRoomIdType: 'reference', users: { jill: { does: 'busy' } } })
 */
export interface EmulatorOptions extends AppOptions, CallbackOptions, PhoneOptions {
  /** Port to listen on. Default 0: any free port. */
  readonly port?: number
  /** Address to listen on. Addresses that other machines reach need a `controlToken`. Default 127.0.0.1. */
  readonly host?: string
  /**
   * Token for requests to `/_emulator/`: as `Authorization: Bearer`, or as `?token=` for the page. At least 8 printable ASCII
   * characters. The vendor's interfaces are protected by their signatures. Default: none, and only this machine has access.
   */
  readonly controlToken?: string
  /** Convention of RoomIdType. The vendor's pages contradict each other. Default `guide`. */
  readonly ingestRoomIdType?: IngestRoomIdType
  /** Response of start_call_by_robot: with CallId and CallResult (`guide`), or without (`reference`). Default `guide`. */
  readonly startResponse?: 'guide' | 'reference'
  /** Several applications. Cannot be combined with `sdkAppId` and the other options of a single application. */
  readonly apps?: readonly AppOptions[]
  /** A `virtual` clock stands still until `advance()`. Default `real`. */
  readonly clock?: 'real' | 'virtual'
  /** Duration of streams whose own is unknown, in milliseconds. Default 60000. */
  readonly streamDurationMs?: number
  /** Whether streams on other machines are fetched; if not, they are assumed to exist. Default false. */
  readonly fetchBeyondLoopback?: boolean
  /** Seed that makes ids and random faults reproducible. A whole number. Default: none, they are random. */
  readonly seed?: number
  /** Behaviour of callees, by userID. */
  readonly users?: Readonly<Record<string, CalleeBehaviour>>
  /**
   * Purchased edition. `1v1` has no group calls, no records and no callbacks. With `none`, Call commands get 60020. Default
   * `group`.
   *
   * @see {@link https://www.tencentcloud.com/document/product/647/54632}
   */
  readonly edition?: Edition
  /** Whether calls are recorded. Default: depends on the edition. */
  readonly records?: boolean
  /** `strict` rejects robots and callees that were not imported with 70107. Default `lenient`. */
  readonly accounts?: 'lenient' | 'strict'
  /**
   * Whether the vendor's documented rate limits are enforced, with 60007 or RequestLimitExceeded. Time on the real clock and on
   * a virtual clock both count. Default true.
   */
  readonly rateLimits?: boolean
  /** Limit of requests per second over all commands of an application; more get 60011. Default: none, as it is undocumented. */
  readonly appRequestsPerSecond?: number
}

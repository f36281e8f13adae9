import { CallClient } from './call-client.ts'
import { systemClock } from './clock.ts'
import type { CallEvents } from './dial/call-events.ts'
import { dial } from './dial/dial.ts'
import { callLooksPerSecond, type DialContext, streamLooksPerSecond } from './dial/dial-context.ts'
import { findCall } from './dial/find-call.ts'
import { createPollGate } from './dial/poll-gate.ts'
import { resumeCall } from './dial/resume-call.ts'
import type { DialedCall, DialOptions, DialRequest, Placement, SavedCall, WaitOptions } from './dial/types.ts'
import { withFieldNames } from './input-error.ts'
import { assertKnownKeys } from './known-keys.ts'
import { createLimiter, type Limiter } from './limiter.ts'
import type { CallAccess, CloudAccess, SharedOptions } from './options.ts'
import type { IngestRoomIdType } from './room.ts'
import { type Runtime, webRuntime } from './runtime.ts'
import { TrtcClient } from './trtc-client.ts'

/** One app, and whoever may use it. */
export interface TrtcCallOptions extends Omit<SharedOptions, 'limiter'> {
  readonly sdkAppId: number
  /**
   * Keeps within the vendor's rate limits by waiting. Default: one of its own; share one between apps of one account. Accounts
   * are told apart by `secretId`; where `credentials` are given instead, each app counts by itself.
   */
  readonly limiter?: Limiter | false | undefined
  /** Rings: the Call interface. */
  readonly call: CallAccess
  /** Plays: the cloud interface. Leave it out if no stream is ever played. */
  readonly cloud?: CloudAccess | undefined
  /** Instead of the hosts of the site and the edition. Plain http on loopback only, or see `allowInsecureHosts`. */
  readonly endpoints?: { readonly call?: string | undefined; readonly trtc?: string | undefined } | undefined
  /** How StartStreamIngest numbers rooms, where you know; `dial` finds out by itself for rooms with a letter in them. */
  readonly ingestRoomIdType?: IngestRoomIdType | undefined
  /** Verified callbacks from your receiver, so that calls need not be polled. */
  readonly events?: CallEvents | undefined
}

/** Everything to ring people and to play to them. */
export interface TrtcCall<Trtc extends TrtcClient | undefined = TrtcClient | undefined> {
  /** Every command of the Call interface. */
  readonly calls: CallClient
  /** Every action of the cloud interface; undefined without `cloud`. */
  readonly trtc: Trtc
  /**
   * Rings people and, with a stream, plays it to them.
   *
   * With a stream it resolves when the stream runs, or when the call ended unanswered (that is a value, not an error).
   * Without one, or with `until: 'placed'`, it resolves as soon as the vendor has accepted the call. Never rings twice:
   * an unknown outcome is an error whose `dial.placement` finds the call again (`findCall`). A failure after the ring
   * first ends the call; the error's `dial` has the handle and what could not be undone. `outcome` then speaks of the
   * error's `operation`, such as the start of the stream: where `error.dial.call` is there, the phones have rung.
   *
   * @throws InputError before anything rings, for wrong input of any kind.
   * @throws ApiError when the vendor refuses, or refuses every callee.
   * @throws ConnectionError, TimeoutError, ProtocolError, SigningError when no proper answer was had.
   * @example
   * const call = await dial({
   *   robot: 'robot', callees: ['jack'], media: 'video',
   *   stream: { url: 'https://example.com/welcome.mp4' },
   * })
   * const end = await call.ended()
   * @see {@link https://www.tencentcloud.com/document/product/647/71845}
   */
  dial(request: DialRequest, options?: DialOptions): Promise<DialedCall>
  /**
   * A handle from what `call.toJSON()` gave, in this or another process.
   *
   * @throws InputError when it is not a saved call of a known version.
   * @example
   * const call = resumeCall(JSON.parse(saved))
   * await call.hangUp()
   */
  resumeCall(saved: SavedCall): DialedCall
  /**
   * Looks for a call by its room: in the callbacks that have come, then in the vendor's records, which appear some seconds
   * after a call's end and only in some editions. Undefined when it is not there (yet).
   *
   * @example
   * catch (error) {
   *   if (isTrtcError(error) && error.dial) const call = await findCall(error.dial.placement)
   * }
   */
  findCall(placement: Placement, options?: WaitOptions): Promise<DialedCall | undefined>
}

/**
 * Both clients of one app, and `dial`.
 *
 * @throws InputError when an option is missing or wrong. No I/O is done, no clock or random source is read.
 * @example
 * const { dial } = createTrtcCall({
 *   sdkAppId: 1400000000,
 *   call: { site: 'china', identifier: 'administrator', sdkSecretKey },
 *   cloud: { edition: 'china', region: 'ap-guangzhou', secretId, secretKey },
 * })
 */
export function createTrtcCall(
  options: TrtcCallOptions & { readonly cloud: CloudAccess },
  runtime?: Runtime,
): TrtcCall<TrtcClient>
export function createTrtcCall(options: TrtcCallOptions, runtime?: Runtime): TrtcCall
export function createTrtcCall(options: TrtcCallOptions, runtime: Runtime = webRuntime): TrtcCall {
  checkOptions(options)
  const { sdkAppId, call, cloud, endpoints = {}, ingestRoomIdType, events, limiter, ...rest } = options
  const { clock = systemClock, random = Math.random } = rest
  const ownLimiter = () => createLimiter({ clock: rest.clock, sharedQueue: runtime.singleFlight })
  const shared = { ...rest, limiter: limiter === false ? undefined : (limiter ?? ownLimiter()) }
  const calls = withFieldNames(nestedIn('call', callFields), () => {
    return new CallClient({ ...shared, ...call, sdkAppId, endpoint: endpoints.call }, runtime)
  })
  const trtc =
    cloud &&
    withFieldNames(nestedIn('trtc', cloudFields), () => {
      return new TrtcClient({ ...shared, ...cloud, sdkAppId, endpoint: endpoints.trtc, ingestRoomIdType }, runtime)
    })
  const context: DialContext = {
    calls,
    trtc,
    clock,
    random,
    events,
    callGate: createPollGate(clock, callLooksPerSecond),
    streamGate: createPollGate(clock, streamLooksPerSecond),
    detectedRoomIdType: undefined,
  }
  return {
    calls,
    trtc,
    dial: (request, dialOptions) => dial(context, request, dialOptions),
    resumeCall: (saved) => resumeCall(context, saved),
    findCall: (placement, waitOptions) => findCall(context, placement, waitOptions),
  }
}

/** The path of a client's option among those of `createTrtcCall`. */
function nestedIn(client: 'call' | 'trtc', nested: object): (field: string) => string {
  return (field) => {
    if (field === 'endpoint') return `endpoints.${client}`
    return Object.hasOwn(nested, field) ? `${client === 'call' ? client : 'cloud'}.${field}` : field
  }
}

function checkOptions(options: TrtcCallOptions): void {
  assertKnownKeys(options, fields)
  assertKnownKeys(options.call, callFields, 'call')
  if (options.cloud !== undefined) assertKnownKeys(options.cloud, cloudFields, 'cloud')
  if (options.endpoints !== undefined) assertKnownKeys(options.endpoints, endpointFields, 'endpoints')
}

const fields: Readonly<Record<keyof TrtcCallOptions, true>> = {
  sdkAppId: true,
  limiter: true,
  call: true,
  cloud: true,
  endpoints: true,
  ingestRoomIdType: true,
  events: true,
  timeoutMs: true,
  attemptTimeoutMs: true,
  retry: true,
  observe: true,
  logger: true,
  allowInsecureHosts: true,
  clock: true,
  random: true,
  fetch: true,
}

const callFields: Readonly<Record<keyof CallAccess, true>> = {
  site: true,
  identifier: true,
  sdkSecretKey: true,
  userSig: true,
}

const cloudFields: Readonly<Record<keyof CloudAccess, true>> = {
  edition: true,
  region: true,
  secretId: true,
  secretKey: true,
  token: true,
  credentials: true,
}

const endpointFields: Readonly<Record<'call' | 'trtc', true>> = { call: true, trtc: true }

import { assertKnownKeys } from './assert-known-keys.ts'
import { CallClient } from './call-client.ts'
import { systemClock } from './clock.ts'
import type { CallEvents } from './dial/call-events.ts'
import { dial } from './dial/dial.ts'
import { callPollsPerSecond, type DialContext, streamPollsPerSecond } from './dial/dial-context.ts'
import { findCall } from './dial/find-call.ts'
import { createPollLimiter } from './dial/poll-limiter.ts'
import { resumeCall } from './dial/resume-call.ts'
import type { DialedCall, DialOptions, DialRequest, Placement, SavedCall, WaitOptions } from './dial/types.ts'
import { withFieldNames } from './input-error.ts'
import type { CallAccess, CloudAccess, SharedOptions } from './options.ts'
import { createLimiter, type Limiter } from './request/limiter.ts'
import type { IngestRoomIdType } from './room.ts'
import { type Runtime, webRuntime } from './runtime.ts'
import { TrtcClient } from './trtc-client.ts'

/** Options of {@link createTrtcCall}. */
export interface TrtcCallOptions extends Omit<SharedOptions, 'limiter'> {
  readonly sdkAppId: number
  /**
   * Delays requests to stay within the vendor's rate limits; `false` turns it off. Default: a limiter of its own; share one between
   * apps of one account. Accounts are distinguished by `secretId`; with `credentials`, each app counts separately.
   */
  readonly limiter?: Limiter | false | undefined
  /** The Call interface, which rings. */
  readonly call: CallAccess
  /** The cloud interface, which plays streams. Omit it if you never play a stream. */
  readonly cloud?: CloudAccess | undefined
  /** Overrides the hosts of the site and the edition. Plain http on loopback only, or see `allowInsecureHosts`. */
  readonly endpoints?: { readonly call?: string | undefined; readonly trtc?: string | undefined } | undefined
  /** The meaning of StartStreamIngest's RoomIdType, if you know it. `dial` detects it for rooms with a letter in them. */
  readonly ingestRoomIdType?: IngestRoomIdType | undefined
  /** Verified callbacks from your webhook handler. Calls then react to them immediately, instead of at the next poll. */
  readonly events?: CallEvents | undefined
}

/** Clients and functions to call people and play streams to them. */
export interface TrtcCall<Trtc extends TrtcClient | undefined = TrtcClient | undefined> {
  /** The client for all commands of the Call interface. */
  readonly calls: CallClient
  /** The client for all actions of the cloud interface; undefined without `cloud`. */
  readonly trtc: Trtc
  /**
   * Calls people and, with a stream, plays it to them.
   *
   * With a stream it resolves when the stream runs, or when the call ended unanswered (that is a value, not an error).
   * Without one, or with `until: 'placed'`, it resolves as soon as the vendor has accepted the call. It never rings twice:
   * an unknown outcome is an error, and `findCall(error.dial.placement)` finds the call. A failure after the ring ends the call
   * first; `error.dial` has the handle and the result of the cleanup. `error.outcome` then refers to `error.operation`, such as
   * the start of the stream: if `error.dial.call` is set, the phones may have rung.
   *
   * @throws InputError for invalid input, before anything is sent.
   * @throws ApiError when the vendor rejects the call, or every callee.
   * @throws ConnectionError, TimeoutError, ProtocolError or SigningError when there is no usable response.
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
   * Creates a handle from the value of `call.toJSON()`, in this or another process.
   *
   * @throws InputError when it is not a saved call of a known version.
   * @example
   * const call = resumeCall(JSON.parse(saved))
   * await call.hangUp()
   */
  resumeCall(saved: SavedCall): DialedCall
  /**
   * Searches for a call by its room: in the received callbacks, then in the vendor's records. Records appear some seconds after
   * the end of a call, and only in some editions. Returns undefined if there is no such call (yet).
   *
   * @example
   * catch (error) {
   *   if (isTrtcError(error) && error.dial) const call = await findCall(error.dial.placement)
   * }
   */
  findCall(placement: Placement, options?: WaitOptions): Promise<DialedCall | undefined>
}

/**
 * Creates the clients of one app, and `dial`. It does no I/O and reads no clock or random source.
 *
 * @throws InputError when an option is missing or wrong.
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
    callPollLimiter: createPollLimiter(clock, callPollsPerSecond),
    streamPollLimiter: createPollLimiter(clock, streamPollsPerSecond),
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

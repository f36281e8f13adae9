import { cloudEditions, type Operation, TrtcMethods } from '@trtc-call/spec'
import { checkOneOf } from './check-value.ts'
import { systemClock } from './clock.ts'
import { checkParts } from './credentials/check-credentials.ts'
import type { CredentialsProvider } from './credentials/credentials-provider.ts'
import { checkEndpoint } from './endpoint.ts'
import { InputError } from './input-error.ts'
import type { RequestOptions, TrtcClientOptions } from './options.ts'
import { createSend, type Send } from './request/send.ts'
import { parseTrtcEnvelope } from './request/trtc-envelope.ts'
import type { IngestRoomIdType } from './room.ts'
import { type Runtime, webRuntime } from './runtime.ts'
import { TrtcSigner } from './signers/trtc-signer.ts'
import { checkSdkAppId } from './signing/check-user-sig-input.ts'

/** Options of a single request to the cloud interface. */
export interface TrtcRequestOptions extends RequestOptions {
  /** The meaning of RoomIdType in this body, if it is not the client's. */
  readonly ingestRoomIdType?: IngestRoomIdType | undefined
  /** The region of the task, if it is not the client's. */
  readonly region?: string | undefined
}

/**
 * A client for the cloud interface, which plays streams into rooms. It has a method for every action of the spec and fills in
 * SdkAppId.
 *
 * @example
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', region: 'ap-guangzhou', secretId, secretKey })
 * const { TaskId } = await trtc.startStreamIngest({
 *   ...ingestRoom(stringRoom('room-42')), UserId: 'robot', UserSig, StreamUrl: 'https://example.com/welcome.mp4',
 * })
 * @throws InputError when an option is missing or wrong. The constructor does no I/O.
 * @see {@link https://www.tencentcloud.com/document/product/647/57835}
 */
export class TrtcClient extends TrtcMethods<TrtcRequestOptions> {
  readonly sdkAppId: number
  readonly region: string
  readonly endpoint: URL
  /** The configured meaning of RoomIdType; undefined means the default `guide`. */
  readonly ingestRoomIdType: IngestRoomIdType | undefined
  readonly #sendTo: (region: string) => Send

  constructor(options: TrtcClientOptions, runtime: Runtime = webRuntime) {
    super()
    this.sdkAppId = checkSdkAppId(options.sdkAppId)
    this.endpoint = endpointOf(options)
    this.region = regionOf(options)
    this.ingestRoomIdType = checkConvention(options.ingestRoomIdType)
    this.#sendTo = createRegions(options, this.endpoint, runtime)
    this.#sendTo(this.region)
  }

  /**
   * Sends an action that is not in the spec, with the same signing and errors. It is treated as unsafe: it is never resent once it
   * may have been executed. Nothing is filled in.
   *
   * @param action In the vendor's spelling: `DismissRoom`.
   */
  async raw(action: string, body: object, options?: RequestOptions): Promise<Readonly<Record<string, unknown>>> {
    if (!/^[A-Z][A-Za-z0-9]*$/.test(action)) {
      throw new InputError('action', 'format', 'must be of the form "DismissRoom"')
    }
    const operation: Operation = {
      id: `raw(${action})`,
      family: 'trtc',
      command: action,
      path: `/#X-TC-Action=${action}`,
      effect: 'unsafe',
      rateLimit: { requests: 20, perMs: 1000 },
      body: { type: 'map' },
    }
    return (await this.#sendTo(this.region)(operation, body, options)) as Readonly<Record<string, unknown>>
  }

  protected override send<Result>(operation: Operation, body: object, options?: TrtcRequestOptions): Promise<Result> {
    const convention = options?.ingestRoomIdType ?? this.ingestRoomIdType ?? 'guide'
    const send = this.#sendTo(options?.region === undefined ? this.region : checkRegion(options.region))
    return send(operation, { SdkAppId: this.sdkAppId, ...body }, options, convention) as Promise<Result>
  }
}

/** Returns the sender of a region, and creates it on first use. */
function createRegions(options: TrtcClientOptions, endpoint: URL, runtime: Runtime): (region: string) => Send {
  const credentials = credentialsOf(options)
  const account = accountOf(options, runtime)
  const { sdkAppId, clock = systemClock } = options
  const parseEnvelope = (text: string) => parseTrtcEnvelope(text, runtime.describeCode)
  const senders = new Map<string, Send>()
  return (region) => {
    let send = senders.get(region)
    if (send === undefined) {
      const signer = new TrtcSigner({ credentials, host: endpoint.host, region, hashing: runtime.hashing, clock })
      const limitScope = `${account} in ${region}`
      send = createSend({ endpoint, sdkAppId, signer, parseEnvelope, limitScope }, options, runtime)
      senders.set(region, send)
    }
    return send
  }
}

/** The vendor counts by account. The name is passed to the limiter, so it hides the id. */
function accountOf({ secretId, sdkAppId }: TrtcClientOptions, { hashing }: Runtime): string {
  return secretId === undefined
    ? `the account of app ${sdkAppId}`
    : `account ${hashing.sha256Hex(secretId).slice(0, 12)}`
}

function credentialsOf({ credentials, secretId, secretKey, token }: TrtcClientOptions): CredentialsProvider {
  if (credentials !== undefined) return credentials
  const fixed = checkParts({ secretId, secretKey, token })
  return () => fixed
}

function endpointOf({ edition, endpoint, allowInsecureHosts }: TrtcClientOptions): URL {
  checkOneOf('edition', edition, Object.keys(cloudEditions))
  return endpoint === undefined
    ? new URL(`https://${cloudEditions[edition].host}`)
    : checkEndpoint('endpoint', endpoint, allowInsecureHosts)
}

function regionOf({ edition, region = cloudEditions[edition]?.region ?? '' }: TrtcClientOptions): string {
  return checkRegion(region)
}

function checkRegion(region: string): string {
  if (/^[a-z]+(-[a-z0-9]+)+$/.test(region)) return region
  throw new InputError('region', 'format', 'must be of the form "ap-singapore"')
}

function checkConvention(convention: IngestRoomIdType | undefined): IngestRoomIdType | undefined {
  return convention === undefined ? undefined : checkOneOf('ingestRoomIdType', convention, ['guide', 'reference'])
}

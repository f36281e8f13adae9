import type { CallSite, CloudEdition } from '@trtc-call/spec'
import type { Clock } from './clock.ts'
import type { CredentialsProvider } from './credentials/credentials-provider.ts'
import type { SecretProvider } from './credentials/secret-provider.ts'
import type { UserSigProvider } from './credentials/user-sig-provider.ts'
import type { Logger } from './observe/logger.ts'
import type { Observer } from './observe/observe.ts'
import type { Limiter } from './request/limiter.ts'
import type { RetryPolicy } from './request/retry-policy.ts'
import type { Transport } from './request/transport.ts'
import type { IngestRoomIdType } from './room.ts'

/** Options of a single request: the second argument of every method. */
export interface RequestOptions {
  /** Ends the wait immediately; its reason is thrown unchanged. A request that was sent may still take effect. */
  readonly signal?: AbortSignal | undefined
  /**
   * `signal` aborts only what has not been sent: once a request is sent, its response is awaited, so that a call that rings has
   * its handle.
   *
   * @internal
   */
  readonly finishSent?: boolean | undefined
  /** For all attempts together, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number | undefined
}

/** Options of both clients. */
export interface SharedOptions {
  /** For all attempts of one request together, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number | undefined
  /**
   * For each attempt including its signing, in milliseconds. Default 10 000; the vendor's own limit is 3 000. If signing leaves an
   * unsafe operation less than four seconds (or half the time), nothing is sent.
   */
  readonly attemptTimeoutMs?: number | undefined
  readonly retry?: Partial<RetryPolicy> | undefined
  /** Receives the start and the end of every operation and attempt, for traces and metrics. */
  readonly observe?: Observer | readonly Observer[] | undefined
  /** Logs the end of every attempt and operation at debug level, without secrets. */
  readonly logger?: Logger | undefined
  /**
   * Delays requests to stay within the vendor's rate limits; see {@link createLimiter}. A request is not sent if the wait leaves
   * less time for its response than `attemptTimeoutMs`, or than half of `timeoutMs`.
   */
  readonly limiter?: Limiter | undefined
  /**
   * Default: the machine's clock. When the vendor rejects a signature as expired, the `Date` of the response corrects the time of
   * later signatures; a `Date` before 2020 or after 2100 is ignored.
   */
  readonly clock?: Clock | undefined
  /** Returns 0 ≤ n < 1, for jitter, request ids and new rooms. Default `Math.random`. */
  readonly random?: (() => number) | undefined
  /**
   * Hosts other than loopback that may have a plain http endpoint, such as `['emulator']` for an emulator in another container.
   * Signatures are sent there unencrypted, so list only test hosts. Default: none.
   */
  readonly allowInsecureHosts?: readonly string[] | undefined
  /**
   * A custom transport; the global `fetch` works. A transport must not resend requests, see {@link TransportInit.freshConnection}.
   * (Node's fetch resends after status 421 only, which means that the request was not processed.) At most 8 MiB of a response
   * are read, from a `body` that is a web stream, or else from `text`.
   */
  readonly fetch?: Transport | undefined
}

/** Signs requests to the Call interface: with the app's key, or with a given UserSig. */
export type CallSigning =
  | {
      /**
       * The app's key that signs UserSigs ("SDKSecretKey" in the console), or a provider of it. Not the cloud account's
       * SecretKey.
       */
      readonly sdkSecretKey: string | SecretProvider
      readonly userSig?: undefined
    }
  | {
      /** A UserSig of the identifier, or a provider of UserSigs for any user. */
      readonly userSig: string | UserSigProvider
      readonly sdkSecretKey?: undefined
    }

/** Access to the Call interface. */
export type CallAccess = CallSigning & {
  /** The site of the app, as its console shows it. A wrong site is rejected with 60026. */
  readonly site: CallSite
  /** An administrator account of the app; the console creates `administrator`. */
  readonly identifier: string
}

/** Signs requests to the cloud interface. */
export type CloudSigning =
  | {
      readonly secretId: string
      readonly secretKey: string
      /** For temporary credentials. */
      readonly token?: string | undefined
      readonly credentials?: undefined
    }
  | {
      readonly credentials: CredentialsProvider
      readonly secretId?: undefined
      readonly secretKey?: undefined
      readonly token?: undefined
    }

/** Access to the cloud interface. */
export type CloudAccess = CloudSigning & {
  /** The edition of the cloud account, mainland or international; it selects the host. */
  readonly edition: CloudEdition
  /** The region where streams start, such as `ap-guangzhou`. Stop and describe go to the same region. Default by edition. */
  readonly region?: string | undefined
}

/** Options of {@link CallClient}. */
export type CallClientOptions = SharedOptions &
  CallAccess & {
    readonly sdkAppId: number
    /** Overrides the site's host. Plain http on loopback only, or see `allowInsecureHosts`. */
    readonly endpoint?: string | undefined
  }

/** Options of {@link TrtcClient}. */
export type TrtcClientOptions = SharedOptions &
  CloudAccess & {
    readonly sdkAppId: number
    /** Overrides the edition's host. Plain http on loopback only, or see `allowInsecureHosts`. */
    readonly endpoint?: string | undefined
    /** The meaning of StartStreamIngest's RoomIdType. Default `guide`. */
    readonly ingestRoomIdType?: IngestRoomIdType | undefined
  }

import type { CallSite, CloudEdition } from '@trtc-call/spec'
import type { Clock } from './clock.ts'
import type { CredentialsProvider } from './credentials/credentials-provider.ts'
import type { SecretProvider } from './credentials/secret-provider.ts'
import type { UserSigProvider } from './credentials/user-sig-provider.ts'
import type { Limiter } from './limiter.ts'
import type { Logger, Observe } from './observe.ts'
import type { RetryPolicy } from './retry.ts'
import type { IngestRoomIdType } from './room.ts'
import type { Transport } from './transport.ts'

/** The second argument of every method. */
export interface RequestOptions {
  /** Ends the wait at once; its own reason is thrown, untouched. What was sent may still have been executed. */
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

/** What both clients take. */
export interface SharedOptions {
  /** For all attempts of one request together, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number | undefined
  /**
   * For each attempt, in milliseconds. Default 10 000; the vendor's own limit is 3 000. Signing is included; where
   * it leaves less than four seconds (or half) for the answer to a ring, nothing is sent.
   */
  readonly attemptTimeoutMs?: number | undefined
  readonly retry?: Partial<RetryPolicy> | undefined
  /** Told of the begin and the end of every operation and attempt: for traces and metrics. */
  readonly observe?: Observe | readonly Observe[] | undefined
  /** Gets a line at the end of every attempt and operation. Nothing secret is in it. */
  readonly logger?: Logger | undefined
  /**
   * Keeps every operation within the vendor's rate limit by waiting. {@link createLimiter} makes one for a process. A request is
   * given up unsent when its turn would leave less time for its answer than `attemptTimeoutMs`, or half of `timeoutMs`.
   */
  readonly limiter?: Limiter | undefined
  /**
   * Default: the machine's clock. When the vendor refuses a signature as expired, the response's `Date` corrects the time of
   * later signatures. A `Date` before 2020 or after 2100 is ignored; the next such refusal replaces a wrong correction.
   */
  readonly clock?: Clock | undefined
  /** 0 ≤ n < 1, for jitter, request ids and fresh rooms. Default `Math.random`. */
  readonly random?: (() => number) | undefined
  /**
   * Hosts beyond loopback to which an endpoint may be plain http, `['emulator']`: for an emulator in another container or in
   * CI. Signatures travel in the clear there, so name no host that holds real keys to anything. Default: none.
   */
  readonly allowInsecureHosts?: readonly string[] | undefined
  /**
   * Another way to the network. The global `fetch` fits. Node's sends a request again when it is answered with 421, which
   * says that the request was not processed. A transport of your own must not repeat requests; see
   * {@link TransportInit.freshConnection}. Of a response, at most 8 MiB are read from a `body` that is a web stream, else `text`.
   */
  readonly fetch?: Transport | undefined
}

/** How requests to the Call interface are signed: with the app's key, or with a UserSig from elsewhere. */
export type CallSigning =
  | {
      /**
       * The app's key that signs UserSigs ("SDKSecretKey" in the console), or where it is to be had. Not the cloud account's
       * SecretKey.
       */
      readonly sdkSecretKey: string | SecretProvider
      readonly userSig?: undefined
    }
  | {
      /** A ready-made UserSig of the identifier, or a provider that is asked for each user. */
      readonly userSig: string | UserSigProvider
      readonly sdkSecretKey?: undefined
    }

/** Who uses the Call interface, and where. */
export type CallAccess = CallSigning & {
  /** The site that the app belongs to, as its console shows it. A wrong one is refused with 60026. */
  readonly site: CallSite
  /** An administrator account of the app; the console makes one called `administrator`. */
  readonly identifier: string
}

/** How requests to the cloud interface are signed. */
export type CloudSigning =
  | {
      readonly secretId: string
      readonly secretKey: string
      /** Of temporary credentials. */
      readonly token?: string | undefined
      readonly credentials?: undefined
    }
  | {
      readonly credentials: CredentialsProvider
      readonly secretId?: undefined
      readonly secretKey?: undefined
      readonly token?: undefined
    }

/** Who uses the cloud interface, and where. */
export type CloudAccess = CloudSigning & {
  /** Whether the cloud account is of the mainland or of the international edition; it chooses the host. */
  readonly edition: CloudEdition
  /** Where streams are taken in, `ap-guangzhou`. Stop and describe go to the region of the start. Default by edition. */
  readonly region?: string | undefined
}

/** What a {@link CallClient} needs: the app, who uses it, and where. */
export type CallClientOptions = SharedOptions &
  CallAccess & {
    readonly sdkAppId: number
    /** Instead of the site's host. Plain http on loopback only, or see `allowInsecureHosts`. */
    readonly endpoint?: string | undefined
  }

/** What a {@link TrtcClient} needs: the app, whose cloud account pays, and where. */
export type TrtcClientOptions = SharedOptions &
  CloudAccess & {
    readonly sdkAppId: number
    /** Instead of the edition's host. Plain http on loopback only, or see `allowInsecureHosts`. */
    readonly endpoint?: string | undefined
    /** How RoomIdType of StartStreamIngest is read. Default `guide`. */
    readonly ingestRoomIdType?: IngestRoomIdType | undefined
  }

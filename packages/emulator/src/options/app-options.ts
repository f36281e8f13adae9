import type { Site } from '../sites.ts'

/**
 * One application of the vendor's console, and its cloud account. Applications with the same `secretId` share an account.
 *
 * @example
 * await startEmulator({ apps: [{ sdkAppId: 1400000001 }, { sdkAppId: 1400000002, admins: ['second-admin'] }] })
 */
export interface AppOptions {
  /** Default 1400000000. */
  readonly sdkAppId?: number
  /** Key that signs UserSigs. Default: the same in every emulator on loopback, random on any other `host`. */
  readonly sdkSecretKey?: string
  /** Administrator in the client options. Default `administrator`. */
  readonly identifier?: string
  /** More administrators. Other users get 60010. Default: none. */
  readonly admins?: readonly string[]
  /**
   * Site of the application. A request whose Host header names another site, such as through an alias in a container
   * network, gets 60026. Default: every site.
   */
  readonly site?: Site
  /** Cloud credentials, which sign TC3 requests. Default: the same in every emulator on loopback, random on any other `host`. */
  readonly secretId?: string
  readonly secretKey?: string
  /** Makes the credentials temporary: X-TC-Token must equal it. Default: none, and X-TC-Token is an error. */
  readonly token?: string
  /**
   * Receiver of the events of streams (701 and 702), which the vendor's console configures. Default: none.
   *
   * @see {@link https://www.tencentcloud.com/document/product/647/62717}
   */
  readonly ingestCallback?: IngestCallback
  /**
   * Signs Call callbacks with this token: adds `Sign` and `RequestTime` to the query. The vendor documents this for Chat; it is
   * unknown whether it applies to Call. Default: none.
   *
   * @see {@link https://trtc.io/document/34354}
   */
  readonly callbackToken?: string
}

/** A receiver of the events of streams. */
export interface IngestCallback {
  /** An http or https URL. */
  readonly url: string
  /** Signs the body in the header `Sign`. 1 to 32 letters and digits. Default: none, and no such header. */
  readonly key?: string
}

/** The options of an application with all defaults filled in. */
export type AppSettings = Required<Omit<AppOptions, OptionalOption>> & {
  readonly [Name in OptionalOption]: AppOptions[Name] | undefined
}

type OptionalOption = 'site' | 'token' | 'ingestCallback' | 'callbackToken'

import type { Site } from './sites.ts'

/**
 * One application of the vendor's console, and the cloud account that it belongs to. Applications with the same `secretId`
 * belong to the same account.
 *
 * @example
 * await startEmulator({ apps: [{ sdkAppId: 1400000001 }, { sdkAppId: 1400000002, admins: ['second-admin'] }] })
 */
export interface AppOptions {
  /** Its number. Default 1400000000. */
  readonly sdkAppId?: number
  /** Its key, which signs UserSigs. Default: the same in every emulator on loopback; random on any other `host`. */
  readonly sdkSecretKey?: string
  /** The administrator that the client options name. Default `administrator`. */
  readonly identifier?: string
  /** Further administrators. Everybody else is an ordinary user, and refused with 60010. Default: none. */
  readonly admins?: readonly string[]
  /**
   * The site that it lives on. A request for it that comes under the host name of another site, such as by an alias in a
   * network of containers, is refused with 60026. Default: none, it is found under every name.
   */
  readonly site?: Site
  /** Cloud credentials, which sign TC3 requests. Default: the same in every emulator on loopback; random on any other `host`. */
  readonly secretId?: string
  readonly secretKey?: string
  /** Makes the credentials temporary: X-TC-Token must then be this. Default: none, and X-TC-Token is refused. */
  readonly token?: string
  /**
   * Where events about streams go (701 and 702), as the vendor's console sets it. Default: nowhere.
   *
   * @see {@link https://www.tencentcloud.com/document/product/647/62717}
   */
  readonly ingestCallback?: IngestCallback
  /**
   * Adds `Sign` and `RequestTime` to the query of Call callbacks, made with this token. The vendor documents this for Chat;
   * whether it is true of Call is not known. Default: none.
   *
   * @see {@link https://trtc.io/document/34354}
   */
  readonly callbackToken?: string
}

/** A receiver of events about streams. */
export interface IngestCallback {
  /** `http://` or `https://`. */
  readonly url: string
  /** Signs the body into the header `Sign`; up to 32 letters and digits. Without one there is no such header. */
  readonly key?: string
}

/** An application with nothing left open; `token` stays undefined for permanent credentials. */
export type AppSettings = Required<Omit<AppOptions, OpenOption>> & {
  readonly [Name in OpenOption]: AppOptions[Name] | undefined
}

type OpenOption = 'site' | 'token' | 'ingestCallback' | 'callbackToken'

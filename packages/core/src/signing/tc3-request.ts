import type { Hashing } from './hashing.ts'

/** The signed headers. The vendor's pages include the action, the vendor's SDK does not; the vendor accepts both. */
export type Tc3SignedHeaders = 'content-type;host' | 'content-type;host;x-tc-action'

/** A POST request to `/` without a query. */
export interface Tc3Request {
  /** The `Host` header exactly as it will be sent, with its port if it has one, in lower case. */
  readonly host: string
  /** The `X-TC-Action` header. */
  readonly action: string
  /** The `Content-Type` header exactly as it will be sent, in lower case. */
  readonly contentType: string
  /** The body exactly as it will be sent. */
  readonly body: string | Uint8Array
  /** The `X-TC-Timestamp` header, in **seconds** since 1970. More than five minutes off is refused by the vendor. */
  readonly timestamp: number
  /** Default `content-type;host;x-tc-action`. */
  readonly signedHeaders?: Tc3SignedHeaders | undefined
}

/** The key and the service it signs for. */
export interface Tc3Key {
  readonly secretId: string
  /** The SecretKey of a cloud account. Not the `sdkSecretKey` of an application. */
  readonly secretKey: string
  /** The first label of the official host: `trtc`. */
  readonly service: string
  /** Default {@link webHashing}. */
  readonly hashing?: Hashing | undefined
}

/** A signature and its intermediate texts, to compare with the vendor's when it is refused. They contain no secret. */
export interface Tc3Signature {
  /** The whole `Authorization` header. */
  readonly authorization: string
  /** 64 hexadecimal digits, the last part of `authorization`. */
  readonly signature: string
  readonly canonicalRequest: string
  readonly stringToSign: string
  /** `2019-02-25/trtc/tc3_request`, the date in UTC. */
  readonly credentialScope: string
  readonly signedHeaders: Tc3SignedHeaders
}

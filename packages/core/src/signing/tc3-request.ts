import type { Hashing } from './hashing.ts'

/** Which headers are signed. The vendor's current pages add the action, its official SDK leaves it out; both are taken. */
export type Tc3SignedHeaders = 'content-type;host' | 'content-type;host;x-tc-action'

/** One POST to path `/` without a query. */
export interface Tc3Request {
  /** The `Host` header exactly as it will be sent, with its port if it has one, in lower case. */
  readonly host: string
  /** The `X-TC-Action` header. */
  readonly action: string
  /** The `Content-Type` header exactly as it will be sent, in lower case. */
  readonly contentType: string
  /** The very body that will be sent. */
  readonly body: string | Uint8Array
  /** The `X-TC-Timestamp` header, in **seconds** since 1970. More than five minutes off is refused by the vendor. */
  readonly timestamp: number
  /** Default `content-type;host;x-tc-action`. */
  readonly signedHeaders?: Tc3SignedHeaders | undefined
}

/** Whose key signs, and for which service. */
export interface Tc3Key {
  readonly secretId: string
  /** The SecretKey of a cloud account. Not the `sdkSecretKey` of an application. */
  readonly secretKey: string
  /** First label of the official host: `trtc`. */
  readonly service: string
  /** Default {@link webHashing}. */
  readonly hashing?: Hashing | undefined
}

/** A signature and every intermediate text, to compare with the vendor's when a signature is refused. No secret is in it. */
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

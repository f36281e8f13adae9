/** What can be wrong with a UserSig. */
export type UserSigFaultCode =
  | 'empty'
  | 'too-long'
  | 'white-space'
  | 'url-escaped'
  | 'wrong-alphabet'
  | 'foreign-character'
  | 'truncated'
  | 'not-compressed'
  | 'gzip'
  | 'raw-deflate'
  | 'not-zlib'
  | 'corrupt'
  | 'too-large'
  | 'not-json'
  | 'missing-field'
  | 'wrong-type'
  | 'wrong-version'
  | 'unsafe-identifier'
  | 'wrong-key'
  | 'wrongly-signed'
  | 'wrong-unit'
  | 'expired'
  | 'made-in-future'
  | 'other-app'
  | 'other-user'
  | 'userbuf-malformed'
  | 'userbuf-mismatch'
  | 'userbuf-expired'

/** One thing that is wrong with a UserSig. */
export interface UserSigFault {
  readonly code: UserSigFaultCode
  /** In words, with what to do. It never has the signature or a key in it. */
  readonly message: string
  /** The code by which the vendor would refuse it, where that is documented. */
  readonly vendorCode?: number
}

/** The vendor's code for a signature that it cannot read. */
export const malformed = 70003

/** Takes down a fault. */
export type Report = (code: UserSigFaultCode, message: string, vendorCode?: number) => void

/** The kinds of faults of a UserSig. */
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

/** A fault of a UserSig. */
export interface UserSigFault {
  readonly code: UserSigFaultCode
  /** A description for people. It never contains the signature or a key. */
  readonly message: string
  /** The vendor's error code for the fault, if it is documented. */
  readonly vendorCode?: number
}

/** The vendor's code for a signature that it cannot decode. */
export const malformed = 70003

/** Records a fault. */
export type ReportFault = (code: UserSigFaultCode, message: string, vendorCode?: number) => void

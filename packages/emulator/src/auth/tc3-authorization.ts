/** The parts of an `Authorization: TC3-HMAC-SHA256 …` header. */
export interface Tc3Authorization {
  readonly secretId: string
  /** `YYYY-MM-DD` of the credential scope. */
  readonly date: string
  readonly service: string
  /** Lower case, in the order signed. */
  readonly signedHeaders: readonly string[]
  /** Lower case hex. */
  readonly signature: string
}

const pattern =
  /^TC3-HMAC-SHA256 Credential=(?<secretId>[^/,\s]*)\/(?<date>[^/,\s]+)\/(?<service>[^/,\s]+)\/tc3_request, ?SignedHeaders=(?<headers>[a-z0-9;-]+), ?Signature=(?<signature>[0-9a-f]{64})$/

/** Parses the header. Returns undefined if it does not have the documented form. */
export function parseTc3Authorization(header: string): Tc3Authorization | undefined {
  const { secretId = '', date = '', service = '', headers = '', signature = '' } = pattern.exec(header)?.groups ?? {}
  return signature === '' ? undefined : { secretId, date, service, signedHeaders: headers.split(';'), signature }
}

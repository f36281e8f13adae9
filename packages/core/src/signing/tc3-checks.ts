import { checkSecret } from './checks.ts'
import type { Tc3Key, Tc3Request } from './tc3-request.ts'

// Beyond it a number of seconds would be in the year 2286, so it is a number of milliseconds.
const maxTimestamp = 9_999_999_999
// The id becomes part of a header in which these separate the parts.
const secretIdPattern = /^[!-~]+$/
const secretIdSeparators = /[,/]/
const servicePattern = /^[a-z0-9-]+$/
const hostPattern = /^[a-z0-9.\-_:[\]]+$/
const actionPattern = /^[A-Za-z0-9]+$/
// Upper case is refused: the vendor's pages lower it before signing and its SDK does not, so either could be refused.
const contentTypePattern = /^[!-@[-~](?:[ -@[-~]*[!-@[-~])?$/

/** @throws TypeError naming the field, never any of the secrets. */
export function checkCloudKey({
  secretId,
  secretKey,
  service,
}: Pick<Tc3Key, 'secretId' | 'secretKey' | 'service'>): void {
  checkSecret('secretId', secretId)
  if (!secretIdPattern.test(secretId) || secretIdSeparators.test(secretId)) {
    throw new TypeError('secretId must be printable ASCII without blanks, commas and slashes')
  }
  checkSecret('secretKey', secretKey)
  check('service', service, servicePattern, 'lower-case letters, digits and hyphens')
}

/** @throws TypeError naming the field and what it may have. */
export function checkTc3Request({ host, action, contentType, body, timestamp, signedHeaders }: Tc3Request): void {
  check('host', host, hostPattern, 'a host name in lower case, with its port if it has one')
  check('action', action, actionPattern, 'letters and digits')
  check('contentType', contentType, contentTypePattern, 'printable ASCII in lower case, without blanks at its ends')
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new TypeError('body must be a string or a Uint8Array: the very thing that will be sent')
  }
  if (!Number.isInteger(timestamp) || timestamp < 0 || timestamp > maxTimestamp) throw badTimestamp(timestamp)
  if (signedHeaders === undefined || signedHeaders === 'content-type;host') return
  if (signedHeaders !== 'content-type;host;x-tc-action') {
    throw new TypeError("signedHeaders must be 'content-type;host' or 'content-type;host;x-tc-action'")
  }
}

function check(field: string, value: unknown, pattern: RegExp, meaning: string): void {
  if (typeof value !== 'string' || !pattern.test(value)) throw new TypeError(`${field} must be ${meaning}`)
}

function badTimestamp(timestamp: unknown): TypeError {
  const got = typeof timestamp === 'number' ? String(timestamp) : typeof timestamp
  const hint = typeof timestamp === 'number' && timestamp > maxTimestamp ? ', which looks like milliseconds' : ''
  return new TypeError(`timestamp must be a whole number of seconds since 1970, got ${got}${hint}`)
}

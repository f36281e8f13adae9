import { checkNumber, checkOneOf, wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { checkSecret } from './check-user-sig-input.ts'
import type { Tc3Key, Tc3Request, Tc3SignedHeaders } from './tc3-request.ts'

// The year 2286 in seconds. A larger value must be milliseconds.
const maxTimestamp = 9_999_999_999
const secretIdPattern = /^[!-~]+$/
// These separate the fields of the header.
const secretIdSeparators = /[,/]/
const servicePattern = /^[a-z0-9-]+$/
const hostPattern = /^[a-z0-9.\-_:[\]]+$/
const actionPattern = /^[A-Za-z0-9]+$/
// No upper case: the vendor's pages convert it to lower case before signing and the vendor's SDK does not.
const contentTypePattern = /^[!-@[-~](?:[ -@[-~]*[!-@[-~])?$/

/** @throws InputError naming the field, never any of the secrets. */
export function checkCloudKey({
  secretId,
  secretKey,
  service,
}: Pick<Tc3Key, 'secretId' | 'secretKey' | 'service'>): void {
  checkSecret('secretId', secretId)
  if (!secretIdPattern.test(secretId) || secretIdSeparators.test(secretId)) {
    throw new InputError('secretId', 'format', 'must be printable ASCII without blanks, commas and slashes')
  }
  checkSecret('secretKey', secretKey)
  check('service', service, servicePattern, 'lower-case letters, digits and hyphens')
}

/** @throws InputError naming the field and the form it must have. */
export function checkTc3Request({ host, action, contentType, body, timestamp, signedHeaders }: Tc3Request): void {
  check('host', host, hostPattern, 'a host name in lower case, with its port if it has one')
  check('action', action, actionPattern, 'letters and digits')
  check('contentType', contentType, contentTypePattern, 'printable ASCII in lower case, without blanks at its ends')
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw wrongType('body', 'the string or Uint8Array that will be sent', body)
  }
  checkNumber('timestamp', timestamp, {
    min: 0,
    max: maxTimestamp,
    step: 1,
    what: 'a time in whole seconds since 1970',
  })
  if (signedHeaders !== undefined) checkOneOf('signedHeaders', signedHeaders, allowedHeaders)
}

const allowedHeaders: readonly Tc3SignedHeaders[] = ['content-type;host', 'content-type;host;x-tc-action']

function check(field: string, value: unknown, pattern: RegExp, meaning: string): void {
  if (typeof value !== 'string') throw wrongType(field, meaning, value)
  if (!pattern.test(value)) throw new InputError(field, 'format', `must be ${meaning}`)
}

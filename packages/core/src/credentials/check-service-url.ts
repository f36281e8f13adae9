import { wrongType } from '../check-value.ts'
import { isLoopback } from '../endpoint.ts'
import { InputError } from '../input-error.ts'

/**
 * The URL of a service that a provider calls. Requests and responses contain secrets, so plain http is for loopback only.
 *
 * @throws InputError that never shows the URL.
 */
export function checkServiceUrl(option: string, url: string): URL {
  if (typeof url !== 'string') throw wrongType(option, 'a URL', url)
  if (!URL.canParse(url)) throw new InputError(option, 'format', 'must be a URL')
  const parsed = new URL(url)
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isLoopback(parsed))) {
    throw new InputError(option, 'format', 'must be an https URL; plain http is for loopback only')
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new InputError(option, 'format', 'must not contain a user name or password; use a token or a header')
  }
  return parsed
}

import { InputError } from './input-error.ts'

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether the URL's host is this machine. */
export function isLoopback(url: URL): boolean {
  return loopbackHost.test(url.hostname)
}

/**
 * Parses an endpoint. Signatures are sent in the URL or the headers, so plain http is allowed only for loopback and for
 * `allowInsecureHosts`.
 *
 * @throws InputError for an invalid URL, one with a path, query or credentials, or plain http to another host.
 */
export function checkEndpoint(option: string, endpoint: string, allowInsecureHosts: readonly string[] = []): URL {
  if (!URL.canParse(endpoint)) {
    throw new InputError(option, 'format', 'must be a URL')
  }
  const url = new URL(endpoint)
  const mayBePlain = isLoopback(url) || allowInsecureHosts.includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBePlain)) {
    throw new InputError(option, 'format', 'must be an https URL; plain http is for loopback and allowInsecureHosts')
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new InputError(option, 'format', 'must be an origin: no path, query or user name')
  }
  return url
}

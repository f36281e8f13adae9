import { isLoopback } from '../endpoint.ts'

/**
 * Where a provider asks. Secrets travel there and back, so plain http is for loopback only.
 *
 * @throws TypeError that never shows the URL.
 */
export function checkProviderUrl(option: string, url: string): URL {
  if (typeof url !== 'string' || !URL.canParse(url)) throw new TypeError(`${option} must be a URL`)
  const parsed = new URL(url)
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isLoopback(parsed))) {
    throw new TypeError(`${option} must be an https URL; plain http is for loopback only`)
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new TypeError(`${option} must have no user name or password in it; give a token or a header`)
  }
  return parsed
}

/** @throws TypeError naming the option. */
export function checkTimeoutMs(option: string, timeoutMs: number): number {
  if (typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs < 2 ** 31) return timeoutMs
  throw new TypeError(`${option} must be a number of milliseconds from 1 to 2147483647`)
}

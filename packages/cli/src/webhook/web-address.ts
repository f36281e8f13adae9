import { UsageError } from '../errors.ts'
import { quoteUrl } from '../quote.ts'

/** @throws UsageError for what is no http or https URL. */
export function assertWebAddress(flag: string, url: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError(`${flag} must be an http or https URL; given: ${quoteUrl(url)}`)
  }
}

/** Of a receiver that we post to. @throws UsageError, also for a user and a password, which `fetch` does not take. */
export function assertReceiver(flag: string, url: string): void {
  assertWebAddress(flag, url)
  const { username, password } = new URL(url)
  if (username === '' && password === '') return
  throw new UsageError(
    `${flag} cannot have a user or a password before its host`,
    'the query is the place for a secret',
  )
}

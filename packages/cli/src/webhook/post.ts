import { describeFetchError } from '../client/connection.ts'
import { UsageError } from '../errors.ts'
import { quoteUrl } from '../quote-in-message.ts'
import { withTimeout } from '../with-timeout.ts'

/** A delivery as it goes over the wire. */
export interface SignedSample {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer>
}

/**
 * Posts a delivery to a receiver.
 *
 * @returns The status of the response, or the reason why there is none.
 * @throws The reason of the signal when it aborts.
 */
export async function postWebhook(
  { url, headers, body }: SignedSample,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number | string> {
  return withTimeout(signal, timeoutMs, async (limit) => {
    try {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: limit })
      await response.body?.cancel()
      return response.status
    } catch (error) {
      signal.throwIfAborted()
      return describeFetchError(error, limit)
    }
  })
}

/** @throws UsageError for a URL that `fetch` does not accept, such as one with a password. */
export function assertReceiverUrl(flag: string, url: string): void {
  const { protocol, username, password } = URL.canParse(url)
    ? new URL(url)
    : { protocol: '', username: '', password: '' }
  if (!/^https?:$/.test(protocol)) {
    throw new UsageError(`${flag} must be an http or https URL; given: ${quoteUrl(url)}`)
  }
  if (username !== '' || password !== '') {
    throw new UsageError(`${flag} cannot have a user or a password before its host`, 'put a secret into the query')
  }
}

/** What a status of the receiver means, and what to do. Undefined if the number says enough. */
export function explainStatus(status: number | string | undefined): string | undefined {
  return typeof status === 'number' ? explanations[status] : undefined
}

const explanations: Readonly<Record<number, string>> = {
  401: 'the app rejects the signature: give it the same secrets, the same SDKAppID and the raw body, and check its clock; a login in front of the app also answers 401',
  403: 'something in front of the app rejects the request: exempt this path from CSRF protection and logins',
  404: 'the app has no such path: compare the path of --forward with its route',
  405: 'the app has this path, but not for POST: register the handler for POST',
  413: 'the body is too large for the app: raise the limit of its body parser',
  415: 'the app does not accept this content type: give the handler the raw body, before a body parser',
}

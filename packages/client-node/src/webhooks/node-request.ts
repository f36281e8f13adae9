import type { IncomingMessage } from 'node:http'

/** The part of Node's request that is used. */
type ReceivedRequest = Pick<IncomingMessage, 'url' | 'method' | 'headers'>

/**
 * Converts to a web request. Its URL has only the query of the real one: nothing else is used, and the path and host of an
 * untrusted request may be invalid.
 */
export function toRequest(
  { url = '', method, headers }: ReceivedRequest,
  body: Uint8Array | string | undefined,
): Request {
  const at = url.indexOf('?')
  const query = at === -1 ? '' : url.slice(at)
  const signed = [headers.sign, headers.sdkappid].map((value) => (Array.isArray(value) ? value.join() : value))
  const [Sign, SdkAppId] = signed
  return new Request(`http://webhook.invalid/${query}`, {
    // `Request` refuses some methods that Node accepts; all but POST get the same response.
    ...(method === 'POST' ? { method, body: body ?? null } : {}),
    headers: { ...(Sign === undefined ? {} : { Sign }), ...(SdkAppId === undefined ? {} : { SdkAppId }) },
  })
}

import type { IncomingMessage } from 'node:http'

/** What of Node's request a webhook is told by. */
type Arrived = Pick<IncomingMessage, 'url' | 'method' | 'headers'>

/**
 * The same as a web request. The address has only the query in common with the real one: nothing else of it is looked at, and
 * what a stranger sends as a path or a host need not make an address at all.
 */
export function toRequest({ url = '', method, headers }: Arrived, body: Uint8Array | string | undefined): Request {
  const at = url.indexOf('?')
  const query = at === -1 ? '' : url.slice(at)
  const signed = [headers.sign, headers.sdkappid].map((value) => (Array.isArray(value) ? value.join() : value))
  const [Sign, SdkAppId] = signed
  return new Request(`http://webhook.invalid/${query}`, {
    // Some methods that Node lets in make no Request; none of the others is answered differently from GET.
    ...(method === 'POST' ? { method, body: body ?? null } : {}),
    headers: { ...(Sign === undefined ? {} : { Sign }), ...(SdkAppId === undefined ? {} : { SdkAppId }) },
  })
}

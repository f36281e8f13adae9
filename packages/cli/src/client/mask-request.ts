import type { TransportInit } from '@trtc-call/node'
import { callOperations, type Operation, replaceSecrets, trtcOperations } from '@trtc-call/spec'

/** A request, its body read. */
export interface ShownRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Undefined for one without a body, as HEAD is. */
  readonly body: unknown
  /** The body to the byte, where it is not masked. */
  readonly text?: string
}

const mask = '***'
const secretHeaders = /^(authorization|x-tc-token)$/i

/** Masks the signature in the query, the headers that sign, and the fields that the spec marks as secret. */
export function maskRequest(url: string, { method, headers, body }: TransportInit): ShownRequest {
  const shown = new URL(url)
  if (shown.searchParams.has('usersig')) shown.searchParams.set('usersig', mask)
  const shownHeaders = Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? mask : value])
  return {
    method,
    url: shown.href,
    headers: Object.fromEntries(shownHeaders),
    body: replaceSecrets(operationOf(shown, headers)?.body, JSON.parse(body), maskText),
  }
}

/** As it is, secrets and all. */
export function showRequest(url: string, { method, headers, body }: TransportInit): ShownRequest {
  return { method, url, headers: { ...headers }, body: JSON.parse(body), text: body }
}

/** Undefined for an operation that the documents do not describe. */
function operationOf({ pathname }: URL, headers: Readonly<Record<string, string>>): Operation | undefined {
  const action = new Headers(headers).get('x-tc-action')
  const operations: readonly Operation[] = [...Object.values(callOperations), ...Object.values(trtcOperations)]
  return operations.find(({ path, command }) => (action === null ? path === pathname : command === action))
}

/** A reply of the vendor, without the secrets that the spec finds in it. */
export function maskReply({ id }: { readonly id: string }, reply: object): object {
  const operations: Readonly<Record<string, Operation>> = { ...callOperations, ...trtcOperations }
  const rule = operations[id]?.reply
  return rule === undefined ? reply : (replaceSecrets(rule, reply, maskText) as object)
}

/** Of a URL all is shown that is no secret. */
function maskText(text: string): string {
  return /^[a-z][a-z\d+.-]*:[\\/]/i.test(text) ? maskUrl(text) : mask
}

/** Scheme, host and path; what follows, and what stands before an `@`, is as good as a password. */
export function maskUrl(url: string): string {
  const [bare = ''] = url.split(/[?#]/, 1)
  const query = bare.length < url.length ? `?${mask}` : ''
  if (!url.includes('@')) return bare + query
  // Not by a pattern: https:/a:b@c and https:\\a:b@c are read as URLs, too.
  const read = URL.canParse(url) ? new URL(url) : undefined
  if (!read?.pathname.startsWith('/')) return mask
  const { protocol, username, password, host, pathname } = read
  return username + password === '' ? bare + query : `${protocol}//${mask}@${host}${pathname}${query}`
}

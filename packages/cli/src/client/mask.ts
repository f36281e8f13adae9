import type { TransportInit } from '@trtc-call/node'
import { callOperations, type Operation, replaceSecrets, trtcOperations } from '@trtc-call/spec'

const operations: Readonly<Record<string, Operation>> = { ...callOperations, ...trtcOperations }

/** A request without its secrets. */
export interface MaskedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body. Undefined if there is none, as in a HEAD request. */
  readonly body: unknown
}

const mask = '***'
const secretHeaders = /^(authorization|x-tc-token)$/i

/** Masks the signature in the query, the signing headers, and the body's fields that the spec marks as secret. */
export function maskRequest(url: string, init: TransportInit): MaskedRequest {
  const { method, headers, body } = init
  const masked = new URL(url)
  if (masked.searchParams.has('usersig')) masked.searchParams.set('usersig', mask)
  const maskedHeaders = Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? mask : value])
  return {
    method,
    url: masked.href,
    headers: Object.fromEntries(maskedHeaders),
    body: replaceSecrets(operationOf(url, init)?.body, JSON.parse(body), maskText),
  }
}

/** The operation that a request is for. Undefined if the OpenAPI documents do not describe it. */
export function operationOf(url: string, { headers }: Pick<TransportInit, 'headers'>): Operation | undefined {
  const action = new Headers(headers).get('x-tc-action')
  const { pathname } = new URL(url)
  return Object.values(operations).find(({ path, command }) =>
    action === null ? path === pathname : command === action,
  )
}

/** Masks the fields of a response that the spec marks as secret. */
export function maskReply({ id }: { readonly id: string }, reply: object): object {
  const rule = operations[id]?.response
  return rule === undefined ? reply : (replaceSecrets(rule, reply, maskText) as object)
}

function maskText(text: string): string {
  return /^[a-z][a-z\d+.-]*:[\\/]/i.test(text) ? maskUrl(text) : mask
}

/** Keeps scheme, host and path. The query, the fragment and the user info can be secret. */
export function maskUrl(url: string): string {
  const [bare = ''] = url.split(/[?#]/, 1)
  const query = bare.length < url.length ? `?${mask}` : ''
  if (!url.includes('@')) return bare + query
  // Parsed, not matched: https:/a:b@c and https:\\a:b@c are URLs as well.
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed?.pathname.startsWith('/')) return mask
  const { protocol, username, password, host, pathname } = parsed
  return username + password === '' ? bare + query : `${protocol}//${mask}@${host}${pathname}${query}`
}

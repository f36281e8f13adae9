import type { TransportInit } from '@trtc-call/node'

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
const secretFields = /(sig|key|token|secret|password)$/i
const urlFields = /url$/i

/** Masks the signature in the query, the headers that sign, and every field that is or may hold a secret. */
export function maskRequest(url: string, { method, headers, body }: TransportInit): ShownRequest {
  const shown = new URL(url)
  if (shown.searchParams.has('usersig')) shown.searchParams.set('usersig', mask)
  const shownHeaders = Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? mask : value])
  return {
    method,
    url: shown.href,
    headers: Object.fromEntries(shownHeaders),
    body: JSON.parse(body, (name, value: unknown) => (typeof value === 'string' ? maskField(name, value) : value)),
  }
}

/** As it is, secrets and all. */
export function showRequest(url: string, { method, headers, body }: TransportInit): ShownRequest {
  return { method, url, headers: { ...headers }, body: JSON.parse(body), text: body }
}

function maskField(name: string, value: string): string {
  if (secretFields.test(name)) return mask
  return urlFields.test(name) ? maskUrl(value) : value
}

/** A reply of the vendor, without what it repeats of the app's secrets. */
export function maskReply(reply: object): object {
  return JSON.parse(JSON.stringify(reply), (name, value: unknown) =>
    typeof value === 'string' ? maskField(name, value) : value,
  )
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

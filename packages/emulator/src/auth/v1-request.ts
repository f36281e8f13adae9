import type { IncomingHttpHeaders } from 'node:http'

/** The common parameters. All others are fields of the action. */
const commonNames = [
  'Action',
  'Version',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'Token',
  'SignatureMethod',
  'Signature',
  'Language',
  'RequestClient',
] as const

type CommonName = (typeof commonNames)[number]

/** A request with signature v1 (HmacSHA1 or HmacSHA256), whose signature and fields are all parameters. */
export interface V1Request {
  readonly method: 'GET' | 'POST'
  /** As sent, port included. */
  readonly host: string
  /** All parameters, in the order sent. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  readonly common: Readonly<Partial<Record<CommonName, string>>>
  /** The fields of the action, by path, such as `UserIds.0`. */
  readonly fields: readonly (readonly [path: string, value: string])[]
}

/** A request of unknown kind. */
interface Received {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly query: URLSearchParams
  readonly body: Buffer
}

/**
 * Parses a request with signature v1, the default of the vendor's international SDK. Returns undefined for other requests.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/34262}
 */
export function parseV1Request({ method, headers, query, body }: Received): V1Request | undefined {
  if (headers.authorization !== undefined || headers['x-tc-action'] !== undefined) return undefined
  if (method !== 'GET' && method !== 'POST') return undefined
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '')
  if (method === 'POST' && !isForm) return undefined
  const parameters = [...(method === 'GET' ? query : new URLSearchParams(body.toString()))]
  if (!parameters.some(([name]) => name === 'Action' || name === 'Signature')) return undefined
  return {
    method,
    host: headers.host ?? '',
    parameters,
    common: Object.fromEntries(parameters.filter(([name]) => isCommon(name))),
    fields: parameters.filter(([name]) => !isCommon(name)),
  }
}

function isCommon(name: string): boolean {
  return (commonNames as readonly string[]).includes(name)
}

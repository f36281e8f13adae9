import type { IncomingHttpHeaders } from 'node:http'

/** The parameters that say what is asked, and by whom. All others belong to the action. */
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

/** A request of the older kind: everything, and the signature too, is a parameter. */
export interface SignedForm {
  readonly method: 'GET' | 'POST'
  /** As sent, port included. */
  readonly host: string
  /** All of them, in the order sent. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  readonly common: Readonly<Partial<Record<CommonName, string>>>
  /** Those of the action, with the path of a field for a name: `UserIds.0`. */
  readonly fields: readonly (readonly [path: string, value: string])[]
}

/** A request whose kind is to be found out. */
interface Received {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly query: URLSearchParams
  readonly body: Buffer
}

/**
 * The parameters of a request that is signed in the older way, as the vendor's international SDK does unless it is told
 * otherwise; undefined for any other request.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/34262}
 */
export function readSignedForm({ method, headers, query, body }: Received): SignedForm | undefined {
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

import { createHmac } from 'node:crypto'

/** A request with signature v1. Tests can change every part. */
export interface FormParts {
  readonly url: string
  readonly secretKey: string
  /** All parameters except the signature. */
  readonly parameters: Readonly<Record<string, string>>
  readonly method?: 'GET' | 'POST'
  readonly algorithm?: 'sha1' | 'sha256'
  /** Default: the host with its port. */
  readonly host?: string
  /** Sent, but not signed. */
  readonly unsigned?: Readonly<Record<string, string>>
}

/** Signs and sends a request as documented, and returns its `Response`. */
export async function sendForm(parts: FormParts): Promise<Record<string, unknown> & { Error?: { Code: string } }> {
  const { url, secretKey, parameters, method = 'POST', algorithm = 'sha1', host = new URL(url).host, unsigned } = parts
  const names = Object.keys(parameters).sort()
  const text = `${method}${host}/?${names.map((name) => `${name}=${parameters[name]}`).join('&')}`
  const Signature = createHmac(algorithm, secretKey).update(text).digest('base64')
  const form = new URLSearchParams({ ...parameters, Signature, ...unsigned })
  const response = method === 'GET' ? await fetch(`${url}/?${form}`) : await fetch(url, { method, body: form })
  if (response.status !== 200) throw new Error(`status ${response.status}`)
  return ((await response.json()) as { Response: Record<string, unknown> }).Response
}

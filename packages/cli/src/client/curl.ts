import type { MaskedRequest } from './mask.ts'

/** A request as a curl command for a POSIX shell. */
export function curlCommand({ method, url, headers, body }: MaskedRequest): string {
  // With -X HEAD, curl would wait for a body.
  if (body === undefined) return `curl -I ${shellQuote(url)}`
  const headerOptions = Object.entries(headers).flatMap(([name, value]) => ['-H', shellQuote(`${name}: ${value}`)])
  const data = shellQuote(JSON.stringify(body))
  return ['curl', '-X', method, shellQuote(url), ...headerOptions, '--data-raw', data].join(' ')
}

/** Quotes any text as one word of a POSIX shell. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

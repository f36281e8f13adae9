import type { ShownRequest } from './mask-request.ts'

/** A request as a line for a POSIX shell. A signature covers the body to the byte, so it is written as it would be sent. */
export function curlLine({ method, url, headers, body, text }: ShownRequest): string {
  // With -X HEAD curl would wait for a body.
  if (body === undefined) return ['curl', '-I', quoted(url)].join(' ')
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)])
  return ['curl', '-X', method, quoted(url), ...named, '--data-raw', quoted(text ?? JSON.stringify(body))].join(' ')
}

/** One word of a POSIX shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

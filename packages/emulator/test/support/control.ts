import { request } from 'node:http'
import type { Emulator } from '../../src/index.ts'

/** A response of the control API. */
export interface ControlAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** Sends a request with exactly these headers; `fetch` cannot set Host. */
export function sendRequest(
  { url }: Pick<Emulator, 'url'>,
  method: string,
  path: string,
  { body, headers = {} }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<ControlAnswer> {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const type = method === 'GET' ? {} : { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method, headers: { ...type, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString()
        const isJson = /json/.test(response.headers['content-type'] ?? '')
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: isJson ? JSON.parse(answer) : answer,
        })
      })
    })
    sent.on('error', reject)
    sent.end(text)
  })
}

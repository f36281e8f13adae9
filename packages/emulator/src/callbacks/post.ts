import http from 'node:http'
import https from 'node:https'
import { createDeadline } from '../deadline.ts'

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Sends a callback and returns the status of the response. Redirects are not followed.
 *
 * @throws Error without a response within `timeoutMs` of real time.
 */
export function post({ url, headers, body }: Post, timeoutMs: number, parent: AbortSignal): Promise<number> {
  const { request } = url.startsWith('https:') ? https : http
  const ownHeaders = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const { signal, clear } = createDeadline(parent, timeoutMs)
    const sent = request(url, { method: 'POST', headers: { ...ownHeaders, ...headers }, signal, agent: false })
    sent.on('close', clear)
    sent.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', (error) => {
      const isTimeout = signal.aborted && !parent.aborted
      reject(isTimeout ? new Error(`no response within ${timeoutMs} ms`) : error)
    })
    sent.end(body)
  })
}

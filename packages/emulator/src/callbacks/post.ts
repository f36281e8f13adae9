import http from 'node:http'
import https from 'node:https'
import { limited } from '../deadline.ts'

/** One POST of a callback. */
export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Posts, and reads no more than the status of the answer. Redirects are not followed.
 *
 * @throws Error when no answer comes within `timeoutMs` of real time.
 */
export function post({ url, headers, body }: Post, timeoutMs: number, signal: AbortSignal): Promise<number> {
  const { request } = url.startsWith('https:') ? https : http
  const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const { limit, end } = limited(signal, timeoutMs)
    const sent = request(url, { method: 'POST', headers: { ...length, ...headers }, signal: limit, agent: false })
    sent.on('close', end)
    sent.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', (error) =>
      reject(limit.aborted && !signal.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error),
    )
    sent.end(body)
  })
}

import http from 'node:http'
import https from 'node:https'
import { limited } from '../deadline.ts'

/** A piece of a remote file. */
export interface Piece {
  readonly bytes: Buffer
  /** Where in the file the piece begins; 0 when the server does not do ranges. */
  readonly offset: number
  /** Of the whole file, where the server tells. */
  readonly totalBytes?: number
}

const patienceMs = 5_000

/**
 * Reads up to `length` bytes of a file, from `offset` on where the server does ranges, from its beginning where not.
 *
 * @throws Error when the file cannot be had. Redirects are not followed: they could lead off this machine.
 */
export function readRange(url: URL, offset: number, length: number, signal: AbortSignal): Promise<Piece> {
  const { get } = url.protocol === 'https:' ? https : http
  const headers = { range: `bytes=${offset}-${offset + length - 1}` }
  return new Promise((resolve, reject) => {
    const { limit, end } = limited(signal, patienceMs)
    const request = get(url, { headers, signal: limit, agent: false }, (response) => {
      const { statusCode = 0 } = response
      if (statusCode !== 200 && statusCode !== 206) {
        response.destroy()
        return reject(new Error(`the source answered ${statusCode}`))
      }
      const start = statusCode === 206 ? offset : 0
      const total = totalOf(response)
      const about = total === undefined ? { offset: start } : { offset: start, totalBytes: total }
      collect(response, offset + length - start).then((bytes) => resolve({ bytes, ...about }), reject)
    })
    request.on('error', reject)
    request.on('close', end)
  })
}

/** A live stream never ends, so reading stops when there is enough. */
async function collect(response: http.IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most)
}

function totalOf({ statusCode, headers }: http.IncomingMessage): number | undefined {
  const text = statusCode === 206 ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length']
  return text === undefined ? undefined : Number(text)
}

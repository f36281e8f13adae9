import http from 'node:http'
import https from 'node:https'
import { createDeadline } from '../deadline.ts'

/** A part of a remote file. */
export interface RangeContent {
  readonly bytes: Buffer
  /** Position in the file; 0 if the server does not support ranges. */
  readonly offset: number
  /** Size of the whole file, if the server sends it. */
  readonly totalBytes?: number
}

const timeoutMs = 5_000

/**
 * Reads up to `length` bytes at `offset`. Servers without range support send the file from its start. Redirects are not
 * followed, because they could lead to another machine.
 *
 * @throws Error when the file cannot be read.
 */
export function readRange(url: URL, offset: number, length: number, parent: AbortSignal): Promise<RangeContent> {
  const { get } = url.protocol === 'https:' ? https : http
  const headers = { range: `bytes=${offset}-${offset + length - 1}` }
  return new Promise((resolve, reject) => {
    const { signal, clear } = createDeadline(parent, timeoutMs)
    const request = get(url, { headers, signal, agent: false }, (response) => {
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
    request.on('close', clear)
  })
}

/** Stops at `max` bytes, because live streams never end. */
async function collect(response: http.IncomingMessage, max: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= max) break
  }
  return Buffer.concat(chunks).subarray(0, max)
}

function totalOf({ statusCode, headers }: http.IncomingMessage): number | undefined {
  const text = statusCode === 206 ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length']
  return text === undefined ? undefined : Number(text)
}

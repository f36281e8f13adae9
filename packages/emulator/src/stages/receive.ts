import type { IncomingMessage } from 'node:http'
import { ApiError } from '../api-error.ts'
import type { Exchange } from '../exchange.ts'

/** The vendor's limit for a TC3 POST; the Call family documents none. */
const maxBytes = 10 * 1024 * 1024

/** Larger bodies are not even read to their end. */
const maxDrainedBytes = 8 * maxBytes

/** Reads the body. A body over the limit is read to its end, because clients read the response only after sending. */
export async function receive(exchange: Exchange): Promise<void> {
  const chunks: Buffer[] = []
  const size = await read(exchange.request, chunks)
  if (size > maxBytes) throw tooLarge(exchange)
  exchange.rawBody = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
}

/** Collects chunks up to the limit and returns the total size. Rejects when the client disconnects. */
function read(request: IncomingMessage, chunks: Buffer[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      if (size <= maxDrainedBytes) return
      request.pause()
      resolve(size)
    })
    request.on('end', () => resolve(size))
    request.on('error', reject)
    request.on('close', () => request.complete || reject(new Error('the client disconnected')))
  })
}

function tooLarge({ family, response }: Exchange): ApiError {
  response.setHeader('connection', 'close')
  return new ApiError(family === 'call' ? 60002 : 'LimitExceeded', `the request body has more than ${maxBytes} bytes`)
}

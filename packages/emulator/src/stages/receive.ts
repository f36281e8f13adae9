import type { IncomingMessage } from 'node:http'
import { ApiError } from '../api-error.ts'
import type { Exchange } from '../exchange.ts'

/** The vendor's limit for a TC3 POST; the Call family documents none. */
const mostBytes = 10 * 1024 * 1024

/** Beyond this nobody waits for the end of a body that will be refused anyway. */
const mostDrainedBytes = 8 * mostBytes

/** Reads the body. One that is too long is read to its end, because a client that still sends does not listen. */
export async function receive(exchange: Exchange): Promise<void> {
  const chunks: Buffer[] = []
  const size = await read(exchange.request, chunks)
  if (size > mostBytes) throw tooLong(exchange)
  exchange.rawBody = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
}

/** Keeps what is not too much, and returns how much there was. Rejects when the client leaves. */
function read(request: IncomingMessage, chunks: Buffer[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= mostBytes) chunks.push(chunk)
      if (size <= mostDrainedBytes) return
      request.pause()
      resolve(size)
    })
    request.on('end', () => resolve(size))
    request.on('error', reject)
    request.on('close', () => request.complete || reject(new Error('the client left')))
  })
}

function tooLong({ family, response }: Exchange): ApiError {
  response.setHeader('connection', 'close')
  return new ApiError(family === 'call' ? 60002 : 'LimitExceeded', `the request body has more than ${mostBytes} bytes`)
}

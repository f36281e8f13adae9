import type { Exchange } from '../exchange.ts'
import { Refusal } from '../refusal.ts'

/** The vendor's limit for a TC3 POST; the Call family documents none. */
const mostBytes = 10 * 1024 * 1024

/** Beyond this nobody waits for the end of a body that will be refused anyway. */
const mostDrainedBytes = 8 * mostBytes

/** Reads the body. One that is too long is read to its end, because a client that still sends does not listen. */
export async function receive(exchange: Exchange): Promise<void> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of exchange.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= mostBytes) chunks.push(chunk)
    if (size > mostDrainedBytes) break
  }
  if (size > mostBytes) throw tooLong(exchange)
  exchange.rawBody = Buffer.concat(chunks)
}

function tooLong({ family, response }: Exchange): Refusal {
  response.setHeader('connection', 'close')
  return new Refusal(family === 'call' ? 60002 : 'LimitExceeded', `the request body has more than ${mostBytes} bytes`)
}

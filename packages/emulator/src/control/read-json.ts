import type { IncomingMessage } from 'node:http'
import { ControlError } from './control-error.ts'

/** Enough for a snapshot. */
const maxBytes = 64 * 1024 * 1024

/** Reads a JSON object from a body. An empty body is an empty object. @throws ControlError with status 400. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new ControlError(400, `the body has more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString()
  const body: unknown = text === '' ? {} : parse(text)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
  throw new ControlError(400, 'the body must be a JSON object')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, 'the body is not JSON')
  }
}

import type { IncomingMessage } from 'node:http'
import { ControlError } from './control-error.ts'

/** A snapshot of everything fits. */
const mostBytes = 64 * 1024 * 1024

/** The body of a write, an object; none is an empty one. @throws ControlError with status 400. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new ControlError(400, `the body has more than ${mostBytes} bytes`)
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

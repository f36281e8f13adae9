import type { IncomingHttpHeaders } from 'node:http'
import type { Envelope } from './envelope.ts'
import type { Exchange } from './exchange.ts'
import type { RecordedRequest } from './state/request-log.ts'

const mask = '***'
const secretHeaders: readonly string[] = ['authorization', 'x-tc-token']

/** What is kept of an exchange. Signatures are masked: logs get shared. */
export function record(exchange: Exchange, envelope: Envelope): Omit<RecordedRequest, 'index'> {
  const { operation, path, at, request, body, rawBody, acted } = exchange
  const named = operation?.command ?? request.headers['x-tc-action'] ?? path
  return {
    operationId: operation?.id,
    command: String(named),
    at,
    body: body ?? parse(rawBody),
    query: maskQuery(exchange.query),
    headers: maskHeaders(request.headers),
    answer: envelope,
    acted,
  }
}

/** Refused before its body was read; a log shows it all the same. */
function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString())
  } catch {
    return undefined
  }
}

function maskQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].map(([name, value]) => [name, name.toLowerCase() === 'usersig' ? mask : value]))
}

function maskHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    secretHeaders.includes(name) ? mask : String(value),
  ])
  return Object.fromEntries(entries)
}

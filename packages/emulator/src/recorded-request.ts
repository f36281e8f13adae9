import type { IncomingHttpHeaders } from 'node:http'
import type { Envelope } from './envelope.ts'
import type { Exchange } from './exchange.ts'
import { bodyOfFields } from './form-body.ts'
import type { RecordedRequest } from './state/request-log.ts'

const mask = '***'
/** Ten thousand bodies are kept, so none of them may be a big one. */
const longestBytes = 262_144
const secretHeaders: readonly string[] = ['authorization', 'x-tc-token']
const secretParameters: readonly string[] = ['usersig', 'signature', 'token']

/** What is kept of an exchange. Signatures are masked: logs get shared. */
export function record(exchange: Exchange, envelope: Envelope): Omit<RecordedRequest, 'index'> {
  const { operation, path, at, request, body, rawBody, form, fields, executed } = exchange
  const named = operation?.command ?? request.headers['x-tc-action'] ?? path
  return {
    operationId: operation?.id,
    command: String(named),
    at,
    body: rawBody.length > longestBytes ? undefined : (body ?? (fields ? bodyOfFields(fields) : parse(rawBody))),
    query: maskQuery(fields ? Object.entries(form?.common ?? {}) : [...exchange.query]),
    headers: maskHeaders(request.headers),
    response: envelope,
    executed,
  }
}

/** Parsed JSON, and a form, may take many times what they took on the wire. */
const growth = 8

/** How much memory a request takes that is kept, in bytes, roughly. */
export function weigh({ request, rawBody, form }: Exchange): number {
  const isKept = form !== undefined || rawBody.length <= longestBytes
  const headers = request.rawHeaders.reduce((sum, text) => sum + text.length, 0)
  return headers + (request.url ?? '').length + (isKept ? growth * rawBody.length : 0)
}

/** Refused before its body was read; a log shows it all the same. */
function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString())
  } catch {
    return undefined
  }
}

function maskQuery(query: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(
    query.map(([name, value]) => [name, secretParameters.includes(name.toLowerCase()) ? mask : value]),
  )
}

function maskHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    secretHeaders.includes(name) ? mask : String(value),
  ])
  return Object.fromEntries(entries)
}

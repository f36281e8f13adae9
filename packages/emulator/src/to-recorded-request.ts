import type { IncomingHttpHeaders } from 'node:http'
import type { Envelope } from './envelope.ts'
import type { Exchange } from './exchange.ts'
import { bodyOfFields } from './form-body.ts'
import type { RecordedRequest } from './state/request-log.ts'

const mask = '***'
/** Larger bodies are not kept, because the log has 10,000 requests. */
const maxBodyBytes = 262_144
const secretHeaders: readonly string[] = ['authorization', 'x-tc-token']
const secretParameters: readonly string[] = ['usersig', 'signature', 'token']

/** Returns the part of an exchange that the log keeps. Signatures are masked, because logs get shared. */
export function toRecordedRequest(exchange: Exchange, envelope: Envelope): Omit<RecordedRequest, 'index'> {
  const { operation, path, at, request, body, rawBody, v1Request, fields, executed } = exchange
  const command = operation?.command ?? request.headers['x-tc-action'] ?? path
  return {
    operationId: operation?.id,
    command: String(command),
    at,
    body: rawBody.length > maxBodyBytes ? undefined : (body ?? (fields ? bodyOfFields(fields) : parse(rawBody))),
    query: maskQuery(fields ? Object.entries(v1Request?.common ?? {}) : [...exchange.query]),
    headers: maskHeaders(request.headers),
    response: envelope,
    executed,
  }
}

/** Parsed bodies take several times their size on the wire. */
const parsedSizeFactor = 8

export function estimateBytes({ request, rawBody, v1Request }: Exchange): number {
  const isKept = v1Request !== undefined || rawBody.length <= maxBodyBytes
  const headers = request.rawHeaders.reduce((sum, text) => sum + text.length, 0)
  return headers + (request.url ?? '').length + (isKept ? parsedSizeFactor * rawBody.length : 0)
}

/** Parses the body of a request that was rejected before validation. */
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

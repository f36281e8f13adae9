import { codeOf, syscallOf } from './redact.ts'
import type { TransportFailure } from './transport.ts'

const noAddressOrHandshake =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/
/**
 * Our own words for what keeps a request from being sent, which say what to do: a proxy that opens no tunnel, and a runtime
 * that might send it twice.
 */
export const noTunnel = /^ERR_(PROXY_|RUNTIME_RESENDS$)/
const noConnection = /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/
/** Deno's fetch has no codes: so the HTTP client under it names what fails before there is a connection. */
const noConnectionInWords = /: client error \(Connect\)(:|$)/

/**
 * Failures of name look-up, connect and TLS handshake: no byte of the request has left. Some of their codes also come when
 * a connection that stood breaks; then the system call is another one.
 */
export function neverConnected(cause: unknown): boolean {
  if ((cause as TransportFailure | undefined)?.notSent === true) return true
  const code = codeOf(cause)
  if (code === undefined) return saysSo(cause)
  return (
    noAddressOrHandshake.test(code) ||
    noTunnel.test(code) ||
    (noConnection.test(code) && syscallOf(cause) === 'connect')
  )
}

function saysSo(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth++) {
    if (noConnectionInWords.test(current.message)) return true
  }
  return false
}

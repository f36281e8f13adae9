import { codeOf, syscallOf } from './redact.ts'
import type { TransportFailure } from './transport.ts'

const noAddressOrHandshake =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/
const proxyOrRuntime = /^ERR_(PROXY_|RUNTIME_RESENDS$)/
const noConnection = /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/

/**
 * Whether an error is from name resolution, connecting or the TLS handshake, so that no byte of the request was sent. Some
 * of the codes also occur when an established connection breaks; the system call tells them apart. The fetch of Deno and of
 * workerd gives no code, so there the outcome stays unknown.
 */
export function isPreConnectError(cause: unknown): boolean {
  if ((cause as TransportFailure | undefined)?.notSent === true) return true
  const code = codeOf(cause)
  if (code === undefined) return false
  return (
    noAddressOrHandshake.test(code) || isProxyError(code) || (noConnection.test(code) && syscallOf(cause) === 'connect')
  )
}

/** Whether a code is of our own errors for a proxy that opens no tunnel, or a runtime that might send the request twice. */
export function isProxyError(code: string | undefined): boolean {
  return code !== undefined && proxyOrRuntime.test(code)
}

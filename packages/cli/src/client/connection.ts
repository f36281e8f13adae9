import type { Transport } from '@trtc-call/node'
import { isInputError } from '../attribute-error.ts'
import { isTrtcError } from '../errors.ts'
import type { Io } from '../io.ts'

const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name.toLowerCase(), name])

/** The variables that name a proxy. */
export function proxyVariables({ env }: Pick<Io, 'env'>): readonly string[] {
  return variables.filter((name) => env[name])
}

/** Creates a transport that uses the proxy of the environment, if there is one for the host. */
export async function createTransport({ env }: Pick<Io, 'env'>): Promise<Transport> {
  if (proxyVariables({ env }).length > 0) {
    const { createProxyTransport } = await import('@trtc-call/node/proxy')
    return createProxyTransport({ env })
  }
  const { createNodeTransport } = await import('@trtc-call/node')
  return createNodeTransport()
}

/** Whether a URL's `hostname` is this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

/** How to start the emulator, if that is what refused the connection. */
export function emulatorHint(error: unknown, endpoint: unknown): string | undefined {
  if (!isTrtcError(error) || errorCode(error.cause) !== 'ECONNREFUSED') return undefined
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return undefined
  const { hostname, origin, port } = new URL(endpoint)
  if (!isLoopback(hostname)) return undefined
  const start = `trtc-call emulator${port === '' ? '' : ` --port ${port}`}`
  return `nothing listens at ${origin} (from TRTC_CALL_ENDPOINT or --endpoint); start it with: ${start}`
}

/** How to allow plain http to the host of an endpoint, if the client has refused the endpoint for that. */
export function insecureHostHint(error: unknown, endpoint: unknown): string | undefined {
  if (!isInputError(error) || !/^endpoints?\b/.test(error.field)) return undefined
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return undefined
  const { protocol, hostname } = new URL(endpoint)
  if (protocol !== 'http:' || isLoopback(hostname)) return undefined
  return `--allow-insecure-hosts ${hostname} allows plain http to this host, for an emulator in another container`
}

/** Why `fetch` failed, without its message, which may contain the URL. */
export function describeFetchError(error: unknown, timeout: AbortSignal): string {
  if (timeout.aborted) return 'no response in time'
  return errorCode((error as Error).cause) ?? 'the URL cannot be used'
}

function errorCode(cause: unknown): string | undefined {
  const { code } = (cause ?? {}) as NodeJS.ErrnoException
  return typeof code === 'string' ? code : undefined
}

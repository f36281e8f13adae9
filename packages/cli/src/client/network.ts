import type { Transport } from '@trtc-call/node'
import type { Io } from '../io.ts'

const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name.toLowerCase(), name])

/** The variables that name a proxy. */
export function proxyVariables({ env }: Pick<Io, 'env'>): readonly string[] {
  return variables.filter((name) => env[name])
}

/** The way to the network: through the proxy that the environment names for a host, else directly. */
export async function networkOf({ env }: Pick<Io, 'env'>): Promise<Transport> {
  if (proxyVariables({ env }).length > 0) {
    const { createProxyTransport } = await import('@trtc-call/node/proxy')
    return createProxyTransport({ env })
  }
  const { createNodeTransport } = await import('@trtc-call/node')
  return createNodeTransport()
}

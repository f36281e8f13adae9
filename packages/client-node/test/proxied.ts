import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'

const fileOf = (name: string): string =>
  readFileSync(new URL(`certificates/only-for-tests.${name}.pem`, import.meta.url), 'utf8')

/** Self-signed, for the host names that the tests use. */
export const cert = fileOf('cert')
export const key = fileOf('key')
const identity = { cert, key }

const accepted = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Response: { CallId: 'rung' } })

/** The vendor behind TLS, which accepts every call. */
export async function startVendor() {
  const paths: string[] = []
  let connections = 0
  const server = createSecureServer(identity, (request, response) => {
    paths.push(request.url ?? '')
    request.resume().on('end', () => response.end(accepted))
  })
  server.on('secureConnection', () => {
    connections += 1
  })
  return { port: await listen(server), paths, connections: () => connections }
}

export interface ProxyOptions {
  /** Where every tunnel leads, whatever was asked for. */
  readonly to?: number
  /** Instead of opening tunnels; `silence` never answers. */
  readonly answer?: string | 'silence'
  readonly secure?: boolean
}

/** An HTTP proxy that knows CONNECT and nothing else. */
export async function startProxy({ to, answer, secure = false }: ProxyOptions) {
  const tunnels: { readonly target: string; readonly authorization: string | undefined; readonly socket: Duplex }[] = []
  const server = secure ? createSecureServer(identity) : createServer()
  server.on('connect', ({ url = '', headers }: IncomingMessage, socket: Duplex) => {
    tunnels.push({ target: url, authorization: headers['proxy-authorization'], socket })
    socket.on('error', () => {}).on('end', () => socket.end())
    if (answer !== undefined) {
      if (answer !== 'silence') socket.end(answer)
      return
    }
    const behind = connect(to ?? 0, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      behind.pipe(socket).pipe(behind)
    })
    behind.on('error', () => socket.destroy())
    socket.on('close', () => behind.destroy())
  })
  const host = `127.0.0.1:${await listen(server)}`
  return { host, tunnels, connected: () => once(server, 'connect') }
}

/** The port of a server that is closed with its connections at the end of the test. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}

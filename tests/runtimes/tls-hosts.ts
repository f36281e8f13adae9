import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { listen, type OddServer, onRequest } from './odd-server.ts'

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../packages/client-node/test/certificates/only-for-tests.${name}.pem`, import.meta.url))

/** The certificate that the programs trust through their environment. */
export const trustedCertificate = fileOf('cert')

/** A host that closes the connection, before or after it could read a request. */
export interface TlsHost {
  readonly what: string
  readonly start: () => Promise<OddServer>
  readonly means: string
  /** Short if the request must time out; even on a slow machine, nothing can have been sent by then. */
  readonly attemptTimeoutMs?: number
}

const notSent = 'ERR_CONNECTION not-sent'

/** The hosts for `@trtc-call/node`, which detects on every runtime whether the TLS handshake was completed. */
export const tlsHosts: readonly TlsHost[] = [
  { what: 'reads the request over TLS and hangs up', start: () => startTls({}), means: 'ERR_CONNECTION unknown' },
  {
    what: 'reads the request over TLS 1.2 and hangs up',
    start: () => startTls({ maxVersion: 'TLSv1.2' }),
    means: 'ERR_CONNECTION unknown',
  },
  { what: 'hangs up in the handshake', start: () => startTcp(''), means: notSent },
  { what: 'speaks plain HTTP', start: () => startTcp('HTTP/1.1 400 Bad Request\r\n\r\n'), means: notSent },
  {
    what: 'never answers the handshake',
    start: () => startTcp(undefined),
    means: 'ERR_TIMEOUT not-sent',
    attemptTimeoutMs: 300,
  },
]

async function startTls(options: { readonly maxVersion?: 'TLSv1.2' }): Promise<OddServer> {
  let requests = 0
  const identity = { cert: readFileSync(trustedCertificate), key: readFileSync(fileOf('key')) }
  const server = createTlsServer({ ...identity, ...options }, (socket) =>
    onRequest(socket, () => {
      requests += 1
      socket.destroy()
    }),
  )
  const { endpoint, close } = await listen(server, 'https')
  return {
    endpoint,
    get requests() {
      return requests
    },
    close,
  }
}

/** Responds to the start of a handshake with these bytes and closes the connection; without bytes, it stays silent. */
async function startTcp(words: string | undefined): Promise<OddServer> {
  const server = createServer((socket) => {
    if (words !== undefined) socket.once('data', () => (words === '' ? socket.destroy() : socket.end(words)))
  })
  return { ...(await listen(server, 'https')), requests: 0 }
}

import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

interface OddReply {
  readonly what: string
  readonly send: (socket: Socket) => void
  /** What a client makes of it: `ok`, or the code and the outcome of its error. */
  readonly means: string
  /** The code where the runtime's fetch rejects instead of giving the response. */
  readonly orWithFetch?: string
}

const envelope = JSON.stringify({
  ...{ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'r' },
  Response: { CallId: 'c-1' },
})
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n'
const switching = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'
const whole = (body: string) => `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

/** Replies that no vendor gives and that something between may. On every runtime they mean the same. */
export const oddReplies: readonly OddReply[] = [
  { what: 'a byte order mark', send: say(whole(`\ufeff${envelope}`)), means: 'ok' },
  { what: 'a status of HTTP/1.0, without a length', send: say(`HTTP/1.0 200 OK\r\n\r\n${envelope}`), means: 'ok' },
  { what: 'a body in chunks', send: say(`${head}transfer-encoding: chunked\r\n\r\n${chunked(envelope)}`), means: 'ok' },
  { what: '103 before the reply', send: say(`HTTP/1.1 103 Early Hints\r\n\r\n${whole(envelope)}`), means: 'ok' },
  {
    what: 'bytes that are no UTF-8',
    send: say(Buffer.from(`${head}content-length: ${envelope.length + 1}\r\n\r\n${envelope}\xff`, 'latin1')),
    means: 'ERR_PROTOCOL unknown',
  },
  {
    what: 'a body that is too large, with its length',
    send: flood(`content-length: ${2 ** 30}`),
    means: 'ERR_PROTOCOL unknown',
  },
  { what: 'a body that never ends', send: flood('x-no-length: 1'), means: 'ERR_PROTOCOL unknown' },
  { what: 'a redirect', send: say(redirect(307)), means: 'ERR_PROTOCOL unknown' },
  { what: 'a permanent redirect', send: say(redirect(308)), means: 'ERR_PROTOCOL unknown' },
  {
    what: '101, which switches protocols',
    send: (socket) => void socket.write(switching),
    means: 'ERR_PROTOCOL unknown',
    orWithFetch: 'ERR_CONNECTION unknown',
  },
  {
    what: 'half of the body',
    send: say(`${head}content-length: 900\r\n\r\n${envelope}`),
    means: 'ERR_CONNECTION unknown',
  },
  { what: 'no HTTP at all', send: say('SSH-2.0-OpenSSH_9.2\r\n\r\n'), means: 'ERR_CONNECTION unknown' },
]

export interface OddServer {
  readonly url: string
  close(): void
}

/** Sends the same to every request, once the request is there. */
export async function startOddServer(send: (socket: Socket) => void): Promise<OddServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.once('data', () => send(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function say(bytes: string | Buffer): (socket: Socket) => void {
  return (socket) => void socket.end(bytes)
}

function chunked(text: string): string {
  const size = Buffer.byteLength(text).toString(16)
  return `${size}\r\n${text}\r\n0\r\n\r\n`
}

function redirect(status: number): string {
  return `HTTP/1.1 ${status} Elsewhere\r\nlocation: http://127.0.0.1:9/\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`
}

/** Sends until the other side has had enough; so much at a time that the other side can say so in between. */
function flood(header: string): (socket: Socket) => void {
  const piece = Buffer.alloc(256 * 1024, ' ')
  return (socket) => {
    socket.write(`${head}${header}\r\n\r\n`)
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece)) {}
    }
    socket.on('drain', more)
    more()
  }
}

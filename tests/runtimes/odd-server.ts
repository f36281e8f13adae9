import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { OddReply } from './odd-replies.ts'

export interface OddServer {
  readonly endpoint: string
  /** The number of received requests. */
  readonly requests: number
  close(): void
}

/** Sends the same bytes to every complete request. */
export async function startOddServer(reply: Pick<OddReply, 'bytes' | 'endless'>): Promise<OddServer> {
  let requests = 0
  const server = createServer((socket) =>
    onRequest(socket, () => {
      requests += 1
      send(socket, reply)
    }),
  )
  const { endpoint, close } = await listen(server, 'http')
  return {
    endpoint,
    get requests() {
      return requests
    },
    close,
  }
}

/** A TCP or TLS server that closes with all its connections. */
export async function listen(server: Server, scheme: 'http' | 'https'): Promise<Pick<OddServer, 'endpoint' | 'close'>> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    endpoint: `${scheme}://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Calls `seen` at the end of the only request of a connection, which always has a Content-Length. */
export function onRequest(socket: Socket, seen: () => void): void {
  let text = ''
  const read = (bytes: Buffer): void => {
    text += bytes.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? Number.NaN)
    if (end < 0 || !(text.length >= end + 4 + length)) return
    text = ''
    seen()
  }
  socket.on('error', () => {}).on('data', read)
}

/** Sends an endless response in chunks, so that the client can close the connection in between. */
function send(socket: Socket, { bytes, endless }: Pick<OddReply, 'bytes' | 'endless'>): void {
  const data = Buffer.from(bytes as string, 'latin1')
  // A switch of protocols keeps the connection open.
  if (endless === undefined && !data.includes('HTTP/1.1 101')) {
    socket.end(data)
    return
  }
  socket.write(data)
  if (endless === undefined) return
  const piece = data.subarray(-64 * 1024)
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece)) {}
  }
  socket.on('drain', more)
  more()
}

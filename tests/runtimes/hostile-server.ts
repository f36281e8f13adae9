import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/**
 * What the server does to the second request of a connection; it answers the first one. `cut-all` and `hold-all` do the same to
 * every request, and `misdirect` answers every request with 421.
 */
export type Hostility = 'cut' | 'hold' | 'cut-all' | 'hold-all' | 'misdirect'

/** A request that the server has read completely. */
export type Fate = 'answered' | 'cut' | 'held' | 'misdirected'

export interface HostileServer {
  readonly url: string
  /** In order of arrival, after the effect of each request. */
  readonly fates: readonly Fate[]
  close(): void
}

/** A response with both envelopes; each interface reads its own. */
const reply = JSON.stringify({
  ...{ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'r' },
  Response: { RequestId: 'r', CallId: 'c-1', TaskId: 't-1' },
})

export async function startHostileServer(hostility: Hostility): Promise<HostileServer> {
  const fates: Fate[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    let served = 0
    onRequests(socket, () => {
      served += 1
      fates.push(treat(socket, hostility, served > 1))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    fates,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function treat(socket: Socket, hostility: Hostility, isReused: boolean): Fate {
  if (hostility === 'misdirect') {
    socket.write('HTTP/1.1 421 Misdirected Request\r\ncontent-length: 0\r\n\r\n')
    return 'misdirected'
  }
  if (!isReused && !hostility.endsWith('-all')) {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${reply.length}\r\n\r\n${reply}`)
    return 'answered'
  }
  if (hostility.startsWith('hold')) return 'held'
  socket.destroy()
  return 'cut'
}

/** Calls `seen` at the end of each request, which always has a Content-Length. */
function onRequests(socket: Socket, seen: () => void): void {
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? Number.NaN)
    if (end < 0 || !(text.length >= end + 4 + length)) return
    text = text.slice(end + 4 + length)
    seen()
  })
}

import type { Agent } from 'node:http'
import type { Socket } from 'node:net'

/** An idle connection is dropped before the other side is likely to: a request on a dying one has an unknown outcome. */
const longestIdleMs = 4_000
const betweenLooksMs = 1_000

const known = new WeakMap<Agent, () => void>()

/**
 * Drops connections that have been idle for too long, when the next request is about to take one. The agent's own
 * `timeout` does it by a timer and two listeners per request, which is a tenth of what a request costs.
 */
export function dropIdleConnections(agent: Agent): () => void {
  let drop = known.get(agent)
  if (drop === undefined) {
    drop = watchIdle(agent)
    known.set(agent, drop)
  }
  return drop
}

function watchIdle(agent: Agent): () => void {
  const freedAt = new WeakMap<Socket, number>()
  agent.on('free', (socket: Socket) => freedAt.set(socket, performance.now()))
  let sources = 0
  return () => {
    const now = performance.now()
    if (now - sources < betweenLooksMs) return
    sources = now
    for (const sockets of Object.values(agent.freeSockets)) {
      for (const socket of sockets ?? []) if (now - (freedAt.get(socket) ?? now) > longestIdleMs) socket.destroy()
    }
  }
}

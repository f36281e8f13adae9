import type { Agent } from 'node:http'
import type { Socket } from 'node:net'

/** Below the idle timeout of usual servers: a request on a connection that is being closed has an unknown outcome. */
const maxIdleMs = 4_000
const checkIntervalMs = 1_000

const byAgent = new WeakMap<Agent, () => void>()

/**
 * Returns a function that closes connections that have been idle for too long; call it before each request. The agent's own
 * `timeout` uses a timer and two listeners per request, a tenth of the cost of a request.
 */
export function dropIdleConnections(agent: Agent): () => void {
  let drop = byAgent.get(agent)
  if (drop === undefined) {
    drop = watchIdle(agent)
    byAgent.set(agent, drop)
  }
  return drop
}

function watchIdle(agent: Agent): () => void {
  const freedAt = new WeakMap<Socket, number>()
  agent.on('free', (socket: Socket) => freedAt.set(socket, performance.now()))
  let checkedAt = 0
  return () => {
    const now = performance.now()
    if (now - checkedAt < checkIntervalMs) return
    checkedAt = now
    for (const sockets of Object.values(agent.freeSockets)) {
      for (const socket of sockets ?? []) if (now - (freedAt.get(socket) ?? now) > maxIdleMs) socket.destroy()
    }
  }
}

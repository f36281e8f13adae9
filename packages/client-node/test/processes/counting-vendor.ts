// A vendor that accepts every call and remembers when each request arrived; a message asks for the times.
import { createServer } from 'node:http'

const accepted = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Response: { CallId: 'rung' } })
const arrivals: number[] = []

const server = createServer((request, response) => {
  arrivals.push(performance.now())
  request.resume().on('end', () => response.end(accepted))
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.(address.port)
})
process.on('message', () => process.send?.(arrivals))
process.on('disconnect', () => process.exit())

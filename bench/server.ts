// A server that responds immediately, in a separate process so that its CPU time is not counted as the client's.
import { createServer } from 'node:http'

const replies = {
  trtc: JSON.stringify({ Response: { TaskId: 'b1a2+c3.d4-e5', RequestId: '5f0c1a34-9f3c-4c07-8a9e-0f6d7a8b9c10' } }),
  call: JSON.stringify({
    ActionStatus: 'OK',
    ErrorCode: 0,
    ErrorInfo: '',
    RequestId: 'Id-0123456789abcdef0123456789abcdef-O-Seq-1',
    Response: {
      CallId: '0b5a7f6e-3f5e-4c55-9d39-2f6d0e8f6c11',
      CallResult: [{ Callee_Account: 'jack', ResultCode: 0 }],
    },
  }),
}

const arrivals: number[] = []

const server = createServer((request, response) => {
  arrivals.push(performance.now())
  request.resume()
  request.on('end', () => {
    const reply = request.url === '/' ? replies.trtc : replies.call
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(reply) })
    response.end(reply)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.(address.port)
})
process.on('message', () => process.send?.(arrivals))
process.on('disconnect', () => process.exit())

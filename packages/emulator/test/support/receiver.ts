import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A received callback. */
interface Received {
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  readonly body: any
}

/** Starts a receiver of callbacks, which responds with `statuses`, then 200. */
export async function startReceiver(...statuses: (number | 'hang')[]) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const query = new URL(request.url ?? '', 'http://receiver.invalid').searchParams
    received.push({ query, headers: request.headers, text, body: JSON.parse(text) })
    const status = statuses.shift() ?? 200
    if (status !== 'hang') response.writeHead(status).end('{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received }
}

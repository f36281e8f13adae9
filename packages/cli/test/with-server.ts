import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Runs a test with a server on this machine. The URL is its root. */
export async function withServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  work: (url: string, server: Server) => Promise<void>,
): Promise<void> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    answer(request, response, Buffer.concat(chunks).toString())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Starts a media server with range support. Returns its origin and the requested paths. */
export async function serveFiles(files: Readonly<Record<string, Buffer | string>>) {
  const requested: string[] = []
  const server = createServer(({ url = '', headers }, response) => {
    const path = url.replace(/\?.*/, '')
    requested.push(path)
    const file = Buffer.from(files[path] ?? '')
    if (files[path] === undefined) return void response.writeHead(404).end()
    const [from = 0, to = 0] = (headers.range ?? '').match(/\d+/g)?.map(Number) ?? []
    if (from >= file.length) return void response.writeHead(416).end()
    const piece = file.subarray(from, to + 1)
    const range = `bytes ${from}-${from + piece.length - 1}/${file.length}`
    response.writeHead(206, { 'content-range': range }).end(piece)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requested }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A file on loopback. */
export interface Served {
  readonly url: string
  close(): void
}

/** Serves one MP4, whole or in ranges, as a web server would. */
export async function serveVideo(video: Buffer): Promise<Served> {
  // Loaded here: it brings half of Node with it, and most commands serve nothing.
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => answer(video, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/welcome.mp4`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(video: Buffer, { url, headers }: IncomingMessage, response: ServerResponse): void {
  if (url !== '/welcome.mp4') return void response.writeHead(404).end()
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  const type = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' }
  if (first === undefined) return void response.writeHead(200, type).end(video)
  const [from, to] = [Number(first), Math.min(last ? Number(last) : video.length, video.length - 1)]
  if (from > to) return void response.writeHead(416, { 'content-range': `bytes */${video.length}` }).end()
  const range = { 'content-range': `bytes ${from}-${to}/${video.length}` }
  response.writeHead(206, { ...type, ...range }).end(video.subarray(from, to + 1))
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A video that is served on loopback. */
export interface ServedVideo {
  readonly url: string
  close(): void
}

/** Serves one MP4 file, also in ranges. */
export async function serveVideo(video: Buffer): Promise<ServedVideo> {
  // Imported here, because it is slow to load and most commands do not serve anything.
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => respond(video, request, response))
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

function respond(video: Buffer, { url, headers }: IncomingMessage, response: ServerResponse): void {
  if (url !== '/welcome.mp4') return void response.writeHead(404).end()
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  const type = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' }
  if (first === undefined) return void response.writeHead(200, type).end(video)
  const [from, to] = [Number(first), Math.min(last ? Number(last) : video.length, video.length - 1)]
  if (from > to) return void response.writeHead(416, { 'content-range': `bytes */${video.length}` }).end()
  const range = { 'content-range': `bytes ${from}-${to}/${video.length}` }
  response.writeHead(206, { ...type, ...range }).end(video.subarray(from, to + 1))
}

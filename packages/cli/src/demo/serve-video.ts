import type { AddressInfo } from 'node:net'

/** Serves an MP4 file on loopback. */
export async function serveVideo(video: Buffer): Promise<{ readonly url: string; close(): void }> {
  // Imported here, because it is slow to load and most commands do not serve anything.
  const { createServer } = await import('node:http')
  const headers = { 'content-type': 'video/mp4', 'content-length': video.length }
  const server = createServer((_, response) => response.writeHead(200, headers).end(video))
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

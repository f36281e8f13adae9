import { randomInt } from 'node:crypto'
import { createServer } from 'node:http'

/** A request, to the byte. */
interface Delivery {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Takes what is posted to it, and is where a stream is looked for. */
export interface Receiver {
  /** `127.0.0.1:40000` */
  readonly host: string
  readonly deliveries: readonly Delivery[]
  close(): void
}

export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    deliveries.push({ url: request.url ?? '', headers, body: Buffer.concat(chunks).toString('utf8') })
    response.setHeader('content-type', 'video/mp4').end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { host: `127.0.0.1:${port}`, deliveries, close: () => void server.close() }
}

/** Finds a port without a listener, outside the range that systems assign, so that no other test gets it. */
export async function findFreePort(): Promise<number> {
  const port = randomInt(10_000, 32_768)
  const server = createServer()
  const isFree = await new Promise<boolean>((resolve) => {
    server.on('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
  })
  if (!isFree) return findFreePort()
  await new Promise<unknown>((resolve) => server.close(resolve))
  return port
}

import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import type { Malformed } from './malformed.ts'

/** The responses. */
export interface Answers {
  /** Number of responses by status. */
  readonly statuses: Record<string, number>
  /** Forbidden responses: a 5xx, an internal error, a stack trace. */
  readonly wrong: string[]
}

const inFlight = 16
const perConnection = 25
const lastRequest = Buffer.from('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')

/** Sends `count` requests over raw sockets, several per connection, and reads all responses. */
export async function bombard(
  url: string,
  requests: fc.Arbitrary<Malformed>,
  count: number,
  seed: number,
): Promise<Answers> {
  const answers: Answers = { statuses: {}, wrong: [] }
  let left = count
  let batch = 0
  const worker = async (): Promise<void> => {
    while (left > 0) {
      const size = Math.min(perConnection, left)
      left -= size
      batch += 1
      const sample = fc.sample(requests, { numRuns: size, seed: seed + batch })
      const broken = sample.filter(({ breaksFrame }) => breaksFrame)
      const framed = sample.filter(({ breaksFrame }) => !breaksFrame)
      const bytes = Buffer.concat([...framed.map((request) => request.bytes), lastRequest])
      record(await exchange(url, (socket) => socket.write(bytes)), answers)
      // These connections cannot be reused; on some, the server waits for more.
      for (const request of broken) record(await exchange(url, (socket) => socket.end(request.bytes)), answers)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return answers
}

function exchange(url: string, send: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
    send(socket)
  })
}

function record(text: string, { statuses, wrong }: Answers): void {
  for (const [, status = ''] of text.matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
    statuses[status] = (statuses[status] ?? 0) + 1
    if (status.startsWith('5')) wrong.push(text.slice(0, 400))
  }
  if (/the emulator failed|\bat .*\.[jt]s:\d+/.test(text)) wrong.push(text.slice(0, 2_000))
}

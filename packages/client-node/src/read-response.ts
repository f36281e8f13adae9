import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { TransportResponse } from '@trtc-call/core'
import { decompress } from './decompress.ts'

const maxBytes = 8 * 1024 * 1024

type Resolve = (response: TransportResponse) => void

/** Resolves with the complete response. Responses are small, and an incomplete one is of no use. */
export function readResponse(response: IncomingMessage, resolve: Resolve, reject: (error: Error) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size > maxBytes) response.destroy(tooLarge(response.statusCode))
  })
  response.on('end', () => resolve(new NodeResponse(response, chunks)))
  response.on('error', reject)
}

/** Resolves with a response that switches protocols, without a body: no request asks for it. */
export function readUpgrade(response: IncomingMessage, socket: Duplex, resolve: Resolve): void {
  socket.destroy()
  resolve(new NodeResponse(response, []))
}

class NodeResponse implements TransportResponse {
  readonly status: number
  readonly headers: TransportResponse['headers']
  readonly #chunks: readonly Buffer[]

  constructor({ statusCode = 0, headers }: IncomingMessage, chunks: readonly Buffer[]) {
    this.status = statusCode
    this.headers = { get: (name) => headers[name]?.toString() ?? null }
    this.#chunks = chunks
  }

  async text(): Promise<string> {
    const [first] = this.#chunks
    const bytes = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
    const coding = this.headers.get('content-encoding')
    if (coding === null) return bytes.toString('utf8')
    const decompressed = await decompress(bytes, coding, maxBytes)
    if (decompressed === undefined) throw tooLarge(this.status)
    return decompressed.toString('utf8')
  }
}

function tooLarge(status: number | undefined): Error {
  return Object.assign(new Error(`more than ${maxBytes} bytes`), { code: 'ERR_RESPONSE_TOO_LARGE', status })
}

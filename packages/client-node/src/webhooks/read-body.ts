import type { IncomingMessage } from 'node:http'

/** The client disconnected before the request was complete, so no response can be sent. */
export class ClientDisconnected extends Error {}

/**
 * Reads the body up to one byte more than the limit, by which the caller sees that it is too large. The rest is discarded.
 *
 * @throws ClientDisconnected
 */
export function readBody(request: IncomingMessage, maxBodyBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (): void => resolve(Buffer.concat(chunks).subarray(0, maxBodyBytes + 1))
    request.on('data', (chunk: Buffer) => {
      // The rest must still be read, or the client would not read the response.
      if (size > maxBodyBytes) return
      size += chunk.length
      chunks.push(chunk)
      if (size > maxBodyBytes) finish()
    })
    request.on('end', finish)
    const disconnect = (): void => reject(new ClientDisconnected('the client disconnected'))
    request.on('error', disconnect)
    request.on('close', disconnect)
    if (request.destroyed) disconnect()
  })
}

import type { IncomingMessage } from 'node:http'

/** Thrown when whoever sent the request went away before it was whole; there is nobody left to answer. */
export class SenderGone extends Error {}

/**
 * The bytes of a request, up to one more than the limit: that much says that it is too large, and the rest is let go.
 *
 * @throws SenderGone
 */
export function readBody(request: IncomingMessage, maxBodyBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (): void => resolve(Buffer.concat(chunks).subarray(0, maxBodyBytes + 1))
    request.on('data', (chunk: Buffer) => {
      // Once it is too large the rest still has to flow, or the answer would never be read.
      if (size > maxBodyBytes) return
      size += chunk.length
      chunks.push(chunk)
      if (size > maxBodyBytes) finish()
    })
    request.on('end', finish)
    const gone = (): void => reject(new SenderGone('the sender of a webhook went away'))
    request.on('error', gone)
    request.on('close', gone)
    if (request.destroyed) gone()
  })
}

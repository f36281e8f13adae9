import type { CompressCallback, ZlibOptions } from 'node:zlib'
import { zlib } from './lazy-builtins.ts'

/**
 * Removes the content coding of a body, as every `fetch` does: a gateway may use one that was not requested. Bytes in an unknown
 * coding are returned as they are. Undefined if the result is larger than `maxBytes`.
 */
export function decompress(bytes: Buffer, coding: string, maxBytes: number): Promise<Buffer | undefined> {
  const decoder = decoderFor(coding.trim().toLowerCase())
  return new Promise((resolve, reject) => {
    if (decoder === undefined || bytes.length === 0) return resolve(bytes)
    decoder(bytes, { maxOutputLength: maxBytes }, (error, decompressed) => {
      if (error === null) resolve(decompressed)
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') resolve(undefined)
      else reject(error)
    })
  })
}

type Decoder = (bytes: Buffer, options: ZlibOptions, callback: CompressCallback) => void

function decoderFor(coding: string): Decoder | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib().gunzip
    case 'deflate':
      return zlib().inflate
    case 'br':
      return zlib().brotliDecompress
    default:
      return undefined
  }
}

import type { CompressCallback, ZlibOptions } from 'node:zlib'
import { zlib } from './lazy-http.ts'

/**
 * The bytes without their content coding, as every `fetch` gives them: no coding is asked for, yet a gateway may use one.
 * Bytes in a coding that is not known stay as they are. Undefined where more than `mostBytes` come out.
 */
export function decompress(bytes: Buffer, coding: string, mostBytes: number): Promise<Buffer | undefined> {
  const decoder = decoderFor(coding.trim().toLowerCase())
  return new Promise((resolve, reject) => {
    if (decoder === undefined || bytes.length === 0) return resolve(bytes)
    decoder(bytes, { maxOutputLength: mostBytes }, (error, decompressed) => {
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

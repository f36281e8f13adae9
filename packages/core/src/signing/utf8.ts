const encoder = new TextEncoder()

/** The UTF-8 bytes of a text; bytes are returned as they are. */
export function utf8(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? encoder.encode(data) : data
}

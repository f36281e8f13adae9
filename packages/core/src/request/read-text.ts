import type { TransportResponse } from './transport.ts'

/** Much more than the vendor's largest responses, pages of records of some hundred kilobytes. */
const maxBytes = 8 * 1024 * 1024

/** The code of the error for a response that is too large; the error has the `status` of the response. */
export const tooLargeCode = 'ERR_RESPONSE_TOO_LARGE'

/**
 * Reads the text of a response, as UTF-8 without a byte order mark.
 *
 * @throws Error with the code ERR_RESPONSE_TOO_LARGE beyond 8 MiB; the rest is not read.
 */
export async function readText(response: TransportResponse): Promise<string> {
  const text = isUnreadStream(response) ? await readStream(response) : await response.text()
  if (text.length > maxBytes) throw tooLarge(response)
  return text.replace(/^\ufeff+/, '')
}

type StreamResponse = TransportResponse & { readonly body: ReadableStream<Uint8Array> }

/** A custom `fetch` may have a body of another kind, or have read it; then only `text` works. */
function isUnreadStream(response: TransportResponse): response is StreamResponse {
  const body = response.body as Partial<ReadableStream> | null | undefined
  return !response.bodyUsed && typeof body?.getReader === 'function'
}

async function readStream(response: StreamResponse): Promise<string> {
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > maxBytes) {
      reader.cancel().catch(() => {})
      throw tooLarge(response)
    }
    text += decoder.decode(value, { stream: true })
  }
}

function tooLarge({ status }: TransportResponse): Error {
  return Object.assign(new Error(`more than ${maxBytes} bytes`), { code: tooLargeCode, status })
}

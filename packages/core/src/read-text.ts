import type { TransportResponse } from './transport.ts'

/** The vendor's largest replies, pages of records, have some hundred kilobytes. */
const mostBytes = 8 * 1024 * 1024

/** Code of the error for a response that is larger than any of the vendor's; it has the `status` of the response. */
export const tooLargeCode = 'ERR_RESPONSE_TOO_LARGE'

/**
 * The text of a response, as UTF-8 without a byte order mark.
 *
 * @throws Error with the code ERR_RESPONSE_TOO_LARGE beyond 8 MiB; the rest is not received.
 */
export async function readText(response: TransportResponse): Promise<string> {
  const { body, status } = response
  if (body === undefined || body === null) return response.text()
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > mostBytes) {
      reader.cancel().catch(() => {})
      throw Object.assign(new Error(`more than ${mostBytes} bytes`), { code: tooLargeCode, status })
    }
    text += decoder.decode(value, { stream: true })
  }
}

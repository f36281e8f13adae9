import type { IncomingMessage } from 'node:http'
import type { ProviderFetch } from '@trtc-call/core'
import { http } from '../lazy-http.ts'

/**
 * GET past any proxy of the environment: the metadata service of the proxy's machine would give the proxy's role.
 */
export const fetchDirectly: ProviderFetch = (url, { method, headers, signal }) =>
  new Promise((resolve, reject) => {
    const agent = new (http().Agent)({ keepAlive: false })
    const asked = http().request(url, { method, headers, signal, agent }, (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: { get: (name) => response.headers[name]?.toString() ?? null },
        text: () => textOf(response),
      })
    })
    asked.on('error', reject)
    asked.end()
  })

const largestBodyBytes = 16 * 1024

/** One byte more than is allowed is enough for the reader to see that it is too long. */
async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  response.setEncoding('utf8')
  for await (const part of response) {
    text += part as string
    if (text.length > largestBodyBytes) break
  }
  return text
}

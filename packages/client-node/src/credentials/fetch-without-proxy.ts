import type { IncomingMessage } from 'node:http'
import type { ProviderFetch } from '@trtc-call/core'
import { http } from '../lazy-builtins.ts'

/** A GET that ignores the proxies of the environment: the proxy's machine would return its own role. */
export const fetchWithoutProxy: ProviderFetch = (url, { method, headers, signal }) =>
  new Promise((resolve, reject) => {
    const agent = new (http().Agent)({ keepAlive: false })
    const request = http().request(url, { method, headers, signal, agent }, (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: { get: (name) => response.headers[name]?.toString() ?? null },
        text: () => textOf(response),
      })
    })
    request.on('error', reject)
    request.end()
  })

const maxBodyBytes = 16 * 1024

/** Reads one byte more than is allowed, by which the caller sees that the body is too long. */
async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  response.setEncoding('utf8')
  for await (const part of response) {
    text += part as string
    if (text.length > maxBodyBytes) break
  }
  return text
}

import { type AddressInfo, connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createNodeWebhookHandler } from '../src/webhooks.ts'
import { gate, key, listen, type Mount, query, sdkAppId, serve, servers } from './webhook-servers.ts'

describe('other requests to node:http', () => {
  const mount = servers['node:http'] as Mount

  test.each(['GET', 'PUT', 'TRACE', 'PROPFIND'])('%s gets 405 with the allowed method', async (method) => {
    const { url, errors } = await listen(mount)
    const answer = await exchange(url, `${method} /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 405 /)
    expect(answer.toLowerCase()).toContain('\r\nallow: post\r\n')
    expect(errors).toMatchObject([{ reason: 'method' }])
  })

  test.each(['//evil.example/?', 'http://[bad/?', '/%zz?', '*?', '/\\?a=%'])(
    'the path %s is rejected',
    async (path) => {
      const { url, errors } = await listen(mount)
      const length = `Content-Length: 2\r\nConnection: close\r\n`
      expect(await exchange(url, `POST ${path} HTTP/1.1\r\nHost: x\r\n${length}\r\n{}`)).toMatch(/^HTTP\/1\.1 400 /)
      expect(errors).toMatchObject([{ reason: 'unexpected' }])
    },
  )

  test('an endless body is answered and the connection closed', async () => {
    const { url, errors } = await listen(mount)
    const head = `POST /hook?${query} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`
    const answer = await exchange(url, head, `10000\r\n${' '.repeat(0x10000)}\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(errors).toMatchObject([{ reason: 'too-large' }])
  })

  test('a client that disconnects in the middle does no harm', async () => {
    const errors: unknown[] = []
    const handle = createNodeWebhookHandler({ sdkAppId, trtc: { key }, onError: (error) => errors.push(error) })
    const { promise, resolve } = gate()
    const server = await serve((request, response) => void handle(request, response).then(resolve))
    onTestFinished(() => void server.close())
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', () => socket.destroy())
    await promise
    expect(errors).toEqual([])
  })
})

/** Sends bytes as they are, `more` over and over until the other side closes, and gives what came back. */
async function exchange(url: string, bytes: string, more?: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {}) // a sender that is cut off is reset
  socket.write(bytes)
  const sendMore = (failure?: Error | null): void => {
    if (more !== undefined && !failure) socket.write(more, sendMore)
  }
  sendMore()
  await new Promise((resolve) => socket.on('close', resolve))
  return text
}

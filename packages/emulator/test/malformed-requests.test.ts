import { connect } from 'node:net'
import fc from 'fast-check'
import { expect } from 'vitest'
import { test } from './support/harness.ts'

/** Sends raw bytes and returns the status lines. */
function sendRaw(url: string, bytes: Buffer): Promise<string[]> {
  return new Promise((resolve) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('close', () =>
      resolve(
        Buffer.concat(chunks)
          .toString('latin1')
          .match(/^HTTP\/1\.1 \d{3}/gm) ?? [],
      ),
    )
    socket.end(bytes)
  })
}

const method = fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'HEAD')
const path = fc.oneof(
  fc.constantFrom('/', '//', '*', '/v4', '/v4/call_config/get_callback?sdkappid=%', '/?'),
  fc.webPath(),
)
const header = fc.constantFrom(
  'x-tc-action: StartStreamIngest',
  'x-tc-version: 2019-07-22',
  'x-tc-timestamp: 99999999999999999999',
  'authorization: TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=;, Signature=x',
  'content-type: application/json',
  'expect: 100-continue',
)
const garbage = fc.record({ method, path, headers: fc.uniqueArray(header), body: fc.string({ unit: 'binary' }) })

test('malformed requests never get a 5xx, and a valid request still works', async ({ emulator, client }) => {
  await fc.assert(
    fc.asyncProperty(garbage, async ({ method, path, headers, body }) => {
      const lines = [
        `${method} ${path || '/'} HTTP/1.1`,
        `host: ${new URL(emulator.url).host}`,
        `content-length: ${Buffer.byteLength(body)}`,
        ...headers,
      ]
      const statuses = await sendRaw(
        emulator.url,
        Buffer.from(`${lines.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`),
      )
      for (const status of statuses) expect(status).toMatch(/ (200|100|400)$/)
    }),
    { numRuns: 400 },
  )
  await client.ring(['jack'])
  expect(emulator.requests().length).toBeGreaterThan(100)
})

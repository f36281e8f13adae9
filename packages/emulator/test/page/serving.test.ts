import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished } from 'vitest'
import { sendRequest } from '../support/control.ts'
import { test } from '../support/harness.ts'

const paths = ['/_emulator/', '/_emulator/page.js', '/_emulator/page.css']

test('the page loads from the emulator only, in under 60 kB', async ({ emulator }) => {
  let size = 0
  for (const path of paths) {
    const { status, headers, body } = await sendRequest(emulator, 'GET', path)
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    size += gzipSync(String(body)).length
  }
  expect(size).toBeGreaterThan(5_000)
  expect(size).toBeLessThan(60_000)
})

test('the page needs access like the control API', async ({ emulator }) => {
  for (const path of paths) {
    expect(await sendRequest(emulator, 'GET', path, { headers: { host: 'evil.example' } })).toMatchObject({
      status: 403,
    })
  }
})

test('the operations for faults', async ({ emulator }) => {
  const { body } = await sendRequest(emulator, 'GET', '/_emulator/operations')
  expect(body).toContainEqual({ id: 'startCallByRobot', family: 'call' })
  expect(body).toContainEqual({ id: 'startStreamIngest', family: 'trtc' })
})

test('a stream is proxied with ranges', async ({ emulator, client }) => {
  const { url, ranges } = await startSource({ 'content-type': 'video/mp4' })
  await client.action('StartStreamIngest', client.ingest({ StreamUrl: `${url}/a.mp4?token=secret` }))
  const path = `/_emulator/media/${encodeURIComponent(emulator.tasks()[0]?.taskId ?? '')}`
  const whole = await sendRequest(emulator, 'GET', path)
  expect(whole).toMatchObject({ status: 200, body: '0123456789', headers: { 'content-type': 'video/mp4' } })
  const piece = await sendRequest(emulator, 'GET', path, { headers: { range: 'bytes=2-4' } })
  expect(piece).toMatchObject({ status: 206, body: '234', headers: { 'content-range': 'bytes 2-4/10' } })
  expect(ranges.at(-1)).toBe('bytes=2-4')
})

test('a source that is not media is served as binary data', async ({ emulator, client }) => {
  const { url } = await startSource({ 'content-type': 'text/html' })
  await client.action('StartStreamIngest', client.ingest({ StreamUrl: `${url}/a.mp4` }))
  const path = `/_emulator/media/${encodeURIComponent(emulator.tasks()[0]?.taskId ?? '')}`
  const { headers } = await sendRequest(emulator, 'GET', path)
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
})

test('media on other machines, and unreachable media, are errors', async ({ emulator, client }) => {
  const mediaOf = () => `/_emulator/media/${encodeURIComponent(emulator.tasks().at(-1)?.taskId ?? '')}`
  await client.action('StartStreamIngest', client.ingest({ UserId: 'a', UserSig: client.sig('a') }))
  const elsewhere = await sendRequest(emulator, 'GET', mediaOf())
  expect(elsewhere).toMatchObject({ status: 404, body: { error: expect.stringContaining('on another machine') } })
  expect(JSON.stringify(elsewhere.body)).not.toContain('secret')
  const StreamUrl = 'http://127.0.0.1:1/a.mp4?token=secret'
  await client.action('StartStreamIngest', client.ingest({ UserId: 'b', UserSig: client.sig('b'), StreamUrl }))
  const gone = await sendRequest(emulator, 'GET', mediaOf())
  expect(gone).toMatchObject({ status: 404, body: { error: expect.stringContaining('ECONNREFUSED') } })
  expect(await sendRequest(emulator, 'GET', '/_emulator/media/nothing')).toMatchObject({ status: 404 })
})

test('pictures of accounts are proxied without scripts', async ({ emulator, client }) => {
  const { url } = await startSource({ 'content-type': 'image/png' })
  const { url: scripted } = await startSource({ 'content-type': 'image/svg+xml' })
  const AccountList = [
    { UserID: 'jack', FaceUrl: `${url}/jack.png` },
    { UserID: 'jill', FaceUrl: `${scripted}/jill.svg` },
    { UserID: 'sam', FaceUrl: 'https://pictures.example/sam.png' },
  ]
  await client.command('im_open_login_svc/multiaccount_import', { AccountList })
  const pictureOf = (userId: string) => sendRequest(emulator, 'GET', `/_emulator/pictures/${userId}`)
  expect(await pictureOf('jack')).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
  expect((await pictureOf('jill')).headers['content-type']).toBe('application/octet-stream')
  expect(await pictureOf('sam')).toMatchObject({ status: 404 })
  expect(await pictureOf('nobody')).toMatchObject({ status: 404 })
})

/** Serves ten bytes with range support. */
async function startSource(headers: Record<string, string>): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = []
  const server = createServer((request, response) => {
    ranges.push(request.headers.range)
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (from === undefined) return void response.writeHead(200, headers).end('0123456789')
    const range = { 'content-range': `bytes ${from}-${Math.min(9, Number(to))}/10` }
    response.writeHead(206, { ...headers, ...range }).end('0123456789'.slice(Number(from), Number(to) + 1))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ranges }
}

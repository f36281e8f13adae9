import { createHmac } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeWebhookHandler, type WebhookEvent } from '@trtc-call/node/webhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentOf, startInShell } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'
import { withServer } from './with-server.ts'

const sdkAppId = 1400000000
const keys = {
  TRTC_CALLBACK_SECRET: 'a-secret-of-the-address',
  TRTC_CALLBACK_TOKEN: 'a-token-of-the-console',
  TRTC_STREAM_CALLBACK_KEY: 'akeyofthestreams',
}
const env = { TRTC_SDK_APP_ID: String(sdkAppId), ...keys }

let server: Server
let url: string
let folder: string
let events: WebhookEvent[]
let errors: unknown[]
let last: { readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }
beforeEach(async () => {
  ;[events, errors] = [[], []]
  folder = mkdtempSync(join(tmpdir(), 'trtc-call-'))
  const handle = createNodeWebhookHandler({
    sdkAppId,
    call: { secret: { name: 'token', value: keys.TRTC_CALLBACK_SECRET }, token: keys.TRTC_CALLBACK_TOKEN },
    trtc: { key: keys.TRTC_STREAM_CALLBACK_KEY },
    onEvent: (event) => events.push(event),
    onError: (error) => errors.push(error),
    respond: 'after-handler',
  })
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    last = { url: request.url ?? '', headers: request.headers, body: body.toString() }
    await handle(Object.assign(request, { body }), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const kinds = ['call-started', 'members-changed', 'call-ended', 'ingest-started', 'ingest-stopped']

const send = (event: string, ...args: string[]): ReturnType<typeof runHere> =>
  runHere(['webhook', 'send', event, '--to', url, ...args], env)

test.each(kinds)('a signed sample of %s is accepted by a receiver and by webhook verify', async (kind) => {
  const ran = await send(kind, '--json')
  expect(errors).toEqual([])
  expect(ran.code).toBe(0)
  expect(documentOf(ran)).toMatchObject({ event: kind, accepted: true, status: 200 })
  expect(events).toMatchObject([{ type: kind, authenticated: true, sdkAppId }])
  const file = join(folder, 'body.json')
  writeFileSync(file, last.body)
  const { sign, sdkappid } = last.headers
  const how = kind.startsWith('ingest')
    ? ['--header', `Sign: ${sign}`, '--header', `SdkAppId: ${sdkappid}`]
    : ['--url', last.url]
  const verified = await runHere(['webhook', 'verify', file, ...how, '--json'], env)
  expect(documentOf(verified)).toMatchObject({ verified: true, event: { type: kind, authenticated: true } })
  const onStdin = await runHere(['webhook', 'verify', '-', ...how], env, last.body)
  expect(onStdin).toMatchObject({ code: 0, stdout: expect.stringContaining('verified') })
  const altered = await runHere(['webhook', 'verify', '-', ...how, '--json'], env, last.body.replace(/\d{13}/g, '"x"'))
  const wrong = await runHere(
    ['webhook', 'verify', file, ...how, '--json'],
    { ...env, TRTC_CALLBACK_SECRET: 'another', TRTC_STREAM_CALLBACK_KEY: 'another' },
    last.body,
  )
  expect(wrong.code).toBe(1)
  expect(documentOf(wrong)).toMatchObject({ verified: false, reason: 'signature' })
  if (kind.startsWith('ingest')) expect(documentOf(altered)).toMatchObject({ verified: false, reason: 'signature' })
  for (const { stdout, stderr } of [ran, verified, onStdin, wrong]) {
    for (const key of Object.values(keys)) expect(stdout + stderr).not.toContain(key)
  }
})

test('--set changes a field; a wrong field or event is named', async () => {
  const ran = await send(
    'call-ended',
    '--set',
    'CallRecord.CallResult=NotAnswer',
    '--set',
    'CallRecord.CallId=call-7',
    '--set',
    'New=1',
  )
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('answered 200') })
  expect(events).toMatchObject([{ callId: 'call-7', record: { outcome: 'not-answered' }, raw: { New: 1 } }])
  expect(await send('call-ended', '--set', 'Nobody.Name=1')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no "Nobody"'),
  })
  expect(await send('call-endet')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean call-ended?'),
  })
})

test('exit code 1 if the receiver refuses, 5 if it cannot be reached', async () => {
  const refused = await runHere(['webhook', 'send', 'call-ended', '--to', url], {
    ...env,
    TRTC_CALLBACK_TOKEN: 'other',
  })
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('answered 401') })
  server.close()
  const unreachable = await runHere(['webhook', 'send', 'call-ended', '--to', `${url}?sign=mine-alone`], env)
  expect(unreachable).toMatchObject({ code: 5, stdout: expect.stringContaining('ECONNREFUSED') })
  expect(unreachable.stdout + unreachable.stderr).not.toContain('mine-alone')
})

test('an old delivery is stale, except with --max-age forever', async () => {
  await send('ingest-started', '--set', 'CallbackMsTs=1664209748188')
  const { sign, sdkappid } = last.headers
  const args = ['webhook', 'verify', '-', '--json', '--header', `Sign:${sign}`, '--header', `SdkAppId:${sdkappid}`]
  expect(documentOf(await runHere(args, env, last.body))).toMatchObject({ verified: false, reason: 'stale' })
  expect(await runHere([...args, '--max-age', 'forever'], env, last.body)).toMatchObject({ code: 0 })
})

test('without a secret, verify says that nothing authenticates the sender', async () => {
  const args = ['webhook', 'verify', '-', '--url', `/?SdkAppid=${sdkAppId}&CallbackCommand=Call.New`]
  const ran = await runHere(args, { TRTC_SDK_APP_ID: String(sdkAppId) }, '{"CallbackCommand":"Call.New"}')
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('nothing authenticates its sender') })
  const asDocument = await runHere(
    [...args, '--json'],
    { TRTC_SDK_APP_ID: String(sdkAppId) },
    '{"CallbackCommand":"Call.New"}',
  )
  expect(documentOf(asDocument)).toMatchObject({
    verified: false,
    reason: 'unauthenticated',
    event: { authenticated: false },
  })
})

test.each([
  ['ingest-started', 'set TRTC_STREAM_CALLBACK_KEY'],
  ['call-ended', 'set TRTC_CALLBACK_SECRET or TRTC_CALLBACK_TOKEN'],
])('%s without a key is sent unsigned, with a warning', async (event, advice) => {
  const ran = await runHere(['webhook', 'send', event, '--to', url, '--json'], { TRTC_SDK_APP_ID: String(sdkAppId) })
  expect(documentOf(ran)).toMatchObject({ signed: false })
  expect(ran.stderr).toContain(advice)
  expect(documentOf(await send(event, '--json'))).toMatchObject({ signed: true })
})

test('an invalid header is quoted', async () => {
  const ran = await runHere(['webhook', 'verify', '-', '--header', 'nocolon'], env, '{}')
  expect(ran).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--header must be NAME:VALUE; given: "nocolon"'),
  })
})

test.each([
  ['a file of headers', (sign: string) => `POST /hook HTTP/1.1\r\nSdkAppId: ${sdkAppId}\r\nSign: ${sign}\r\n`],
  ['curl', (sign: string) => `curl -X POST \\\n  -H 'SdkAppId: ${sdkAppId}' \\\n  --header "Sign: ${sign}" \\\n`],
  ['JSON', (sign: string) => `{\n  "sdkappid": "${sdkAppId}",\n  "sign": "${sign}"\n}`],
])('--header @FILE reads lines of %s', async (_, linesOf) => {
  await send('ingest-started')
  const file = join(folder, 'headers.txt')
  writeFileSync(file, linesOf(String(last.headers.sign)))
  const ran = await runHere(['webhook', 'verify', '-', '--header', `@${file}`, '--json'], env, last.body)
  expect(documentOf(ran)).toMatchObject({ verified: true })
})

test('what to verify must be clear, and the key must be set', async () => {
  expect(await runHere(['webhook', 'verify', '-'], env, '{}')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('give either --url or --header'),
  })
  const keyless = { TRTC_SDK_APP_ID: String(sdkAppId) }
  expect(await runHere(['webhook', 'verify', '-', '--header', 'Sign: x'], keyless, '{}')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('missing: TRTC_STREAM_CALLBACK_KEY'),
  })
  expect((await runHere(['webhook', 'verify', '-', '--header', 'Sign: x'], {}, '{}')).stderr).toContain(
    'missing: TRTC_SDK_APP_ID (or --sdk-app-id); TRTC_STREAM_CALLBACK_KEY',
  )
})

test('a secret that does not fit into a URL is a usage error', async () => {
  const variables = { ...env, TRTC_CALLBACK_SECRET: 'a secret' }
  const ran = await runHere(['webhook', 'verify', '-', '--url', '/?a=b'], variables, '{}')
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('TRTC_CALLBACK_SECRET must be letters') })
  expect(ran.stderr).not.toContain('a secret')
})

test('stdin is verified byte for byte, as a file is', async () => {
  const body = Buffer.from(
    '{"EventGroupId":7,"EventType":702,"CallbackMsTs":1,"EventInfo":{"TaskId":"\xff"}}',
    'latin1',
  )
  const sign = createHmac('sha256', keys.TRTC_STREAM_CALLBACK_KEY).update(body).digest('base64')
  const file = join(folder, 'body.json')
  writeFileSync(file, body)
  const how = ['--header', `Sign: ${sign}`, '--header', `SdkAppId: ${sdkAppId}`, '--max-age', 'forever', '--json']
  const ofFile = await runHere(['webhook', 'verify', file, ...how], env)
  // The signature is valid, but the body is not UTF-8.
  expect(documentOf(ofFile)).toMatchObject({ verified: false, reason: 'malformed' })
  const ofStdin = await startInShell(['webhook', 'verify', '-', ...how], `exec "$@" < '${file}'`, env).ended
  expect(ofStdin).toEqual(ofFile)
})

test('a receiver that does not answer: --timeout ends the wait', async () => {
  await withServer(
    () => {},
    async (to) => {
      const ran = await runHere(['webhook', 'send', 'call-ended', '--to', to, '--timeout', '200ms', '--json'], env)
      expect(ran.code).toBe(5)
      expect(documentOf(ran)).toMatchObject({ accepted: false, error: 'no response in time' })
    },
  )
})

test('Ctrl-C ends the wait for an answer', async () => {
  const came = new EventEmitter()
  await withServer(
    () => void came.emit('request'),
    async (to) => {
      const request = once(came, 'request')
      const running = startHere(['webhook', 'send', 'call-ended', '--to', to], env)
      await request
      running.kill('SIGINT')
      expect((await running.ended).code).toBe(130)
    },
  )
})

test.each([
  ['send', 'call-ended', '--to'],
  ['listen', '--forward'],
])('webhook %s: a URL with a password is refused', async (...args) => {
  const ran = await runHere(['webhook', ...args, 'http://me:hunter2@localhost:3000/hook'], env)
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot have a user or a password') })
  expect(ran.stderr).not.toContain('hunter2')
  const other = await runHere(['webhook', ...args, 'ftp://localhost/hook'], env)
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('must be an http or https URL') })
})

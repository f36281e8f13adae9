import { createHmac } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeWebhookHandler, type WebhookEvent } from '@trtc-call/node/webhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withServer } from './listening.ts'
import { documentOf, runCli, startCli, startInShell } from './run-cli.ts'

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

const send = (event: string, ...args: string[]): ReturnType<typeof runCli> =>
  runCli(['webhook', 'send', event, '--to', url, ...args], env)

test.each(kinds)('what webhook send %s signs, a receiver believes, and webhook verify too', async (kind) => {
  const ran = await send(kind, '--json')
  expect(errors).toEqual([])
  expect(ran.code).toBe(0)
  expect(documentOf(ran)).toMatchObject({ event: kind, taken: true, status: 200 })
  expect(events).toMatchObject([{ type: kind, authenticated: true, sdkAppId }])
  const file = join(folder, 'body.json')
  writeFileSync(file, last.body)
  const { sign, sdkappid } = last.headers
  const how = kind.startsWith('ingest')
    ? ['--header', `Sign: ${sign}`, '--header', `SdkAppId: ${sdkappid}`]
    : ['--url', last.url]
  const verified = await runCli(['webhook', 'verify', file, ...how, '--json'], env)
  expect(documentOf(verified)).toMatchObject({ believed: true, event: { type: kind, authenticated: true } })
  const onStdin = await runCli(['webhook', 'verify', '-', ...how], env, last.body)
  expect(onStdin).toMatchObject({ code: 0, stdout: expect.stringContaining('it is to be believed') })
  const altered = await runCli(['webhook', 'verify', '-', ...how, '--json'], env, last.body.replace(/\d{13}/g, '"x"'))
  const wrong = await runCli(
    ['webhook', 'verify', file, ...how, '--json'],
    { ...env, TRTC_CALLBACK_SECRET: 'another', TRTC_STREAM_CALLBACK_KEY: 'another' },
    last.body,
  )
  expect(wrong.code).toBe(1)
  expect(documentOf(wrong)).toMatchObject({ believed: false, reason: 'signature' })
  if (kind.startsWith('ingest')) expect(documentOf(altered)).toMatchObject({ believed: false, reason: 'signature' })
  for (const { stdout, stderr } of [ran, verified, onStdin, wrong]) {
    for (const key of Object.values(keys)) expect(stdout + stderr).not.toContain(key)
  }
})

test('fields can be set, and what is wrong is named', async () => {
  const ran = await send('call-ended', '--set', 'CallRecord.CallResult=Reject', '--call-id', 'call-7', '--set', 'New=1')
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('answered 200') })
  expect(events).toMatchObject([{ callId: 'call-7', record: { outcome: 'rejected' }, raw: { New: 1 } }])
  expect(await send('call-ended', '--set', 'Nobody.Name=1')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no "Nobody"'),
  })
  expect(await send('call-endet')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean call-ended?'),
  })
})

test('a receiver that refuses is exit code 1, one that is not there 5', async () => {
  const refused = await runCli(['webhook', 'send', 'call-ended', '--to', url], { ...env, TRTC_CALLBACK_TOKEN: 'other' })
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('answered 401') })
  server.close()
  const nobody = await runCli(['webhook', 'send', 'call-ended', '--to', `${url}?sign=mine-alone`], env)
  expect(nobody).toMatchObject({ code: 5, stdout: expect.stringContaining('ECONNREFUSED') })
  expect(nobody.stdout + nobody.stderr).not.toContain('mine-alone')
})

test('an old delivery is stale, unless its age does not matter', async () => {
  await send('ingest-started', '--set', 'CallbackMsTs=1664209748188')
  const { sign, sdkappid } = last.headers
  const args = ['webhook', 'verify', '-', '--json', '--header', `Sign:${sign}`, '--header', `SdkAppId:${sdkappid}`]
  expect(documentOf(await runCli(args, env, last.body))).toMatchObject({ believed: false, reason: 'stale' })
  expect(await runCli([...args, '--max-age-s', 'forever'], env, last.body)).toMatchObject({ code: 0 })
})

test('without a secret anybody can have sent it, and verify says so', async () => {
  const args = ['webhook', 'verify', '-', '--url', `/?SdkAppid=${sdkAppId}&CallbackCommand=Call.New`]
  const ran = await runCli(args, { TRTC_SDK_APP_ID: String(sdkAppId) }, '{"CallbackCommand":"Call.New"}')
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('anybody can have sent it') })
  const asDocument = await runCli(
    [...args, '--json'],
    { TRTC_SDK_APP_ID: String(sdkAppId) },
    '{"CallbackCommand":"Call.New"}',
  )
  expect(documentOf(asDocument)).toMatchObject({
    believed: false,
    reason: 'unauthenticated',
    event: { authenticated: false },
  })
})

test.each([
  ['ingest-started', 'set TRTC_STREAM_CALLBACK_KEY'],
  ['call-ended', 'set TRTC_CALLBACK_TOKEN or TRTC_CALLBACK_SECRET'],
])('without a key %s is sent unsigned, and that is said', async (event, advice) => {
  const ran = await runCli(['webhook', 'send', event, '--to', url, '--json'], { TRTC_SDK_APP_ID: String(sdkAppId) })
  expect(documentOf(ran)).toMatchObject({ signed: false })
  expect(ran.stderr).toContain(advice)
  expect(documentOf(await send(event, '--json'))).toMatchObject({ signed: true })
})

test('a header that is none is named', async () => {
  const ran = await runCli(['webhook', 'verify', '-', '--header', 'nocolon'], env, '{}')
  expect(ran).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--header must be NAME:VALUE; given: "nocolon"'),
  })
})

test('stdin is verified to the byte, as a file is', async () => {
  const body = Buffer.from(
    '{"EventGroupId":7,"EventType":702,"CallbackMsTs":1,"EventInfo":{"TaskId":"\xff"}}',
    'latin1',
  )
  const sign = createHmac('sha256', keys.TRTC_STREAM_CALLBACK_KEY).update(body).digest('base64')
  const file = join(folder, 'body.json')
  writeFileSync(file, body)
  const how = ['--header', `Sign: ${sign}`, '--header', `SdkAppId: ${sdkAppId}`, '--max-age-s', 'forever', '--json']
  const ofFile = await runCli(['webhook', 'verify', file, ...how], env)
  // The signature is good; what is signed is no UTF-8.
  expect(documentOf(ofFile)).toMatchObject({ believed: false, reason: 'malformed' })
  const ofStdin = await startInShell(['webhook', 'verify', '-', ...how], `exec "$@" < '${file}'`, env).ended
  expect(ofStdin).toEqual(ofFile)
})

test('a receiver that does not answer is not waited for for ever', async () => {
  await withServer(
    () => {},
    async (to) => {
      const ran = await runCli(['webhook', 'send', 'call-ended', '--to', to, '--timeout', '200ms', '--json'], env)
      expect(ran.code).toBe(5)
      expect(documentOf(ran)).toMatchObject({ taken: false, status: { error: 'no answer in time' } })
    },
  )
})

test('what waits for an answer hears Ctrl-C', async () => {
  const came = new EventEmitter()
  await withServer(
    () => void came.emit('request'),
    async (to) => {
      const request = once(came, 'request')
      const running = startCli(['webhook', 'send', 'call-ended', '--to', to], env)
      await request
      running.kill('SIGINT')
      expect((await running.ended).code).toBe(130)
    },
  )
})

test.each([
  ['send', 'call-ended', '--to'],
  ['listen', '--forward'],
])('webhook %s: a password before the host would never arrive, so it is refused', async (...args) => {
  const ran = await runCli(['webhook', ...args, 'http://me:hunter2@localhost:3000/hook'], env)
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot have a user or a password') })
  expect(ran.stderr).not.toContain('hunter2')
  const other = await runCli(['webhook', ...args, 'ftp://localhost/hook'], env)
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('must be an http or https URL') })
})

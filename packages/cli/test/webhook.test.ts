import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { CallClient } from '@trtc-call/node'
import { createNodeWebhookHandler, type WebhookEvent } from '@trtc-call/node/webhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentOf, envFor, runCli, startCli } from './run-cli.ts'

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
    answer: 'when-done',
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
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('anybody can have sent it') })
})

async function withEmulator(work: (emulator: Emulator, calls: CallClient) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ answerAfterMs: 5, users: { jack: { does: 'answer', hangUpAfterMs: 50 } } })
  try {
    const { call, endpoints } = emulator.clientOptions
    await work(emulator, new CallClient({ ...call, sdkAppId, endpoint: endpoints.call }))
  } finally {
    await emulator.close()
  }
}

const ring = { Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000, CallInfo: { MediaType: 'Video' } }

test('webhook listen: shows and hands on what the emulator sends, and puts back what was set before', async () => {
  await withEmulator(async (emulator, calls) => {
    const before = { Url: 'http://127.0.0.1:1/before?token=kept', CallbackCommandList: ['Call.CallbackAfterEndCall'] }
    await calls.setCallback(before as Parameters<CallClient['setCallback']>[0])
    const received: string[] = []
    server.prependListener('request', ({ url: path }) => void received.push(String(path)))
    const running = startCli(['webhook', 'listen', '--forward', `${url}?mine=1`], envFor(emulator))
    await running.saw('ready at')
    await running.saw('so far callbacks go to http://127.0.0.1:1/before?***')
    await calls.startCallByRobot(ring as Parameters<CallClient['startCallByRobot']>[0])
    for (const line of ['call-started', 'members-changed', 'jack accepted', 'call-ended']) await running.saw(line)
    running.kill('SIGINT')
    const ran = await running.ended
    expect(ran.code).toBe(0)
    expect(ran.stdout).toMatch(/call-ended .*completed {2}→ \d+/)
    expect(received.length).toBeGreaterThanOrEqual(3)
    for (const path of received) expect(path).toMatch(/^\/hook\?mine=1&token=.*CallbackCommand=/)
    const { Url, CallbackCommandList } = await calls.getCallback({})
    expect({ Url, CallbackCommandList }).toEqual(before)
  })
})

test('webhook listen --json: one document at the end; what does not show the secret is refused; none set before, none after', async () => {
  await withEmulator(async (emulator, calls) => {
    const running = startCli(['webhook', 'listen', '--json'], envFor(emulator))
    await running.saw('ready at')
    const { Url = '' } = await calls.getCallback({})
    const forged = await fetch(new URL(`/?SdkAppid=${sdkAppId}&CallbackCommand=Call.New`, Url), {
      method: 'POST',
      body: '{"CallbackCommand":"Call.New"}',
    })
    expect(forged.status).toBe(401)
    await running.saw('refused: ')
    running.kill('SIGTERM')
    const ran = await running.ended
    expect(ran.code).toBe(0)
    expect(documentOf(ran)).toMatchObject({ deliveries: [{ refused: expect.any(String) }] })
    expect(ran.stdout + ran.stderr).not.toContain(new URL(Url).searchParams.get('token'))
    await expect(calls.getCallback({})).rejects.toMatchObject({ vendorCode: 100301 })
  })
})

test('on the real service webhook listen sets nothing without --public-url and --take-over', async () => {
  const real = { ...env, TRTC_SITE: 'china', TRTC_SDK_SECRET_KEY: 'f'.repeat(64) }
  expect(await runCli(['webhook', 'listen'], real)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('give --public-url and --take-over'),
  })
  const args = ['webhook', 'listen', '--public-url', 'https://tunnel.example.com', '--take-over', '--dry-run', '--json']
  const { requests } = documentOf(await runCli(args, real)) as unknown as { requests: { url: string }[] }
  expect(requests.map((request) => new URL(request.url).pathname.split('/').at(-1))).toContain('set_callback')
})

test('webhook listen --receive-only sets no address, and wants to know the sender', async () => {
  const { TRTC_CALLBACK_SECRET: _, TRTC_CALLBACK_TOKEN: __, ...open } = env
  const ran = await runCli(['webhook', 'listen', '--receive-only'], open)
  expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining('set TRTC_CALLBACK_SECRET') })
  const running = startCli(['webhook', 'listen', '--receive-only'], env)
  await running.saw('ready at')
  const { TRTC_STREAM_CALLBACK_KEY: ___, ...rest } = env
  const base = /ready at (\S+);/.exec(running.stderr())?.[1] ?? ''
  expect(await runCli(['webhook', 'send', 'call-ended', '--to', base], rest)).toMatchObject({ code: 0 })
  await running.saw('call-ended')
  running.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
})

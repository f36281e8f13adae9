import { EventEmitter, once } from 'node:events'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { CallClient } from '@trtc-call/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor, type Running } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'
import { withServer } from './with-server.ts'

const secret = 'a-secret-of-the-url'
const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' as const },
}

let emulator: Emulator
let calls: CallClient
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 5, users: { jack: { does: 'answer', hangUpAfterMs: 50 } } })
  const { call, endpoints, sdkAppId } = emulator.clientOptions
  calls = new CallClient({ ...call, sdkAppId, endpoint: endpoints.call })
  env = { ...envFor(emulator), TRTC_CALLBACK_SECRET: secret }
})
afterAll(() => emulator.close())

interface Listening extends Running {
  /** The URL that `callback set` is to have, as a shell reads it. */
  readonly url: string
}

async function listen(args: readonly string[], variables = env): Promise<Listening> {
  const running = startHere(['webhook', 'listen', ...args], variables)
  await running.saw('ready at')
  const [, url = ''] = /trtc-call callback set --url "(.+)"/.exec(running.stderr()) ?? []
  return { ...running, url: url.replace('$TRTC_CALLBACK_SECRET', secret) }
}

async function ringWith(url: string): Promise<void> {
  const CallbackCommandList = [
    'Call.CallbackAfterStartCall',
    'Call.CallbackAfterMemberChanged',
    'Call.CallbackAfterEndCall',
  ] as const
  await calls.setCallback({ Url: url, CallbackCommandList: [...CallbackCommandList] })
  await calls.startCallByRobot(ring)
}

test('prints and forwards callbacks that go to the URL of the printed command', async () => {
  const received: string[] = []
  await withServer(
    ({ url }, response) => {
      received.push(String(url))
      response.writeHead(201).end()
    },
    async (url) => {
      const running = await listen(['--forward', `${url}hook?mine=1`])
      await ringWith(running.url)
      for (const line of ['call-started', 'members-changed', 'jack accepted', 'call-ended']) await running.saw(line)
      running.kill('SIGINT')
      const { code, stdout } = await running.ended
      expect(code).toBe(0)
      expect(stdout).toMatch(/call-ended .*completed {2}→ 201/)
      expect(received.length).toBeGreaterThanOrEqual(3)
      for (const path of received) expect(path).toMatch(/^\/hook\?mine=1&token=.*CallbackCommand=/)
    },
  )
})

test('prints no secret', async () => {
  const running = await listen(['--forward', 'http://127.0.0.1:1/?mine=to-myself'])
  await ringWith(running.url)
  await running.saw('call-ended')
  running.kill('SIGINT')
  const { stdout, stderr } = await running.ended
  expect(stdout).toContain('completed  → the URL cannot be used')
  for (const hidden of [secret, 'to-myself', env.TRTC_SDK_SECRET_KEY ?? '', 'usersig']) {
    expect(stdout + stderr).not.toContain(hidden)
  }
})

test('--json prints one document at the end; a delivery without the secret is rejected', async () => {
  const running = await listen(['--json'])
  const query = `SdkAppid=${env.TRTC_SDK_APP_ID}&CallbackCommand=Call.New`
  const forged = await fetch(new URL(`/?${query}`, running.url), {
    method: 'POST',
    body: '{"CallbackCommand":"Call.New"}',
  })
  expect(forged.status).toBe(401)
  await running.saw('the URL of the webhook does not contain the secret; it was rejected\n')
  running.kill('SIGTERM')
  const ran = await running.ended
  expect(ran.code).toBe(0)
  expect(documentOf(ran)).toEqual({ deliveries: [{ rejected: expect.any(String) }], dropped: 0 })
  expect(ran.stderr).not.toContain('rejected: ')
})

test('at the end it does not wait for the app, and the document has all deliveries', async () => {
  const came = new EventEmitter()
  await withServer(
    ({ socket }) => void came.emit('request', socket),
    async (url) => {
      const running = await listen(['--json', '--forward', url])
      const request = once(came, 'request')
      await ringWith(running.url)
      const [socket] = await request
      const closed = once(socket, 'close')
      running.kill('SIGINT')
      await closed
      const ran = await running.ended
      const { deliveries } = documentOf(ran) as unknown as { deliveries: object[] }
      expect(deliveries[0]).toMatchObject({ event: { type: 'call-started' }, forwarded: 'stopped waiting' })
      expect(ran.stderr.match(/stopped waiting/g)).toHaveLength(deliveries.length)
    },
  )
})

test('--json keeps the last thousand deliveries, and counts the others', async () => {
  const running = await listen(['--json'])
  for (let at = 0; at < 1_002; at++) await fetch(running.url, { method: 'POST', body: `${at}` })
  running.kill('SIGINT')
  const document = documentOf(await running.ended)
  expect(document).toMatchObject({ dropped: 2 })
  expect(document.deliveries).toHaveLength(1_000)
})

test('a body that is larger than any of the vendor is refused', async () => {
  const running = await listen([])
  const response = await fetch(running.url, { method: 'POST', body: 'x'.repeat(65_537) })
  expect(response.status).toBe(413)
  running.kill('SIGINT')
  await running.ended
})

const app = { TRTC_SDK_APP_ID: '1400000000' }

test('without a usable secret it does not start', async () => {
  expect(await runHere(['webhook', 'listen'], app)).toMatchObject({
    code: 3,
    stderr: expect.stringContaining(
      'missing: one of TRTC_CALLBACK_SECRET, TRTC_CALLBACK_TOKEN and TRTC_STREAM_CALLBACK_KEY',
    ),
  })
  const wrong = await runHere(['webhook', 'listen'], { ...app, TRTC_CALLBACK_SECRET: 'a secret' })
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('TRTC_CALLBACK_SECRET must be letters') })
})

test('with the key of stream events alone, it takes stream events', async () => {
  const variables = { ...app, TRTC_STREAM_CALLBACK_KEY: 'akeyofthestreams' }
  const running = startHere(['webhook', 'listen'], variables)
  await running.saw('ready at')
  const [, url = ''] = /set (\S+) in the RTC console/.exec(running.stderr()) ?? []
  expect(await runHere(['webhook', 'send', 'ingest-started', '--to', url], variables)).toMatchObject({ code: 0 })
  expect(await runHere(['webhook', 'send', 'call-ended', '--to', url], variables)).toMatchObject({ code: 1 })
  running.kill('SIGINT')
  const { stdout, stderr } = await running.ended
  expect(stdout).toContain('ingest-started')
  expect(stderr).not.toContain('callback set')
})

test('a port in use', async () => {
  await withServer(
    () => {},
    async (url) => {
      const { port } = new URL(url)
      expect(await runHere(['webhook', 'listen', '--port', port], env)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`--port ${port} cannot be used (EADDRINUSE)`),
      })
    },
  )
})

import { EventEmitter, once } from 'node:events'
import { startEmulator } from '@trtc-call/emulator'
import { expect, test } from 'vitest'
import { keepDeliveries } from '../src/webhook/deliveries.ts'
import { withListening, withServer } from './listening.ts'
import { documentOf, envFor, runCli, startCli } from './run-cli.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' as const },
}

test('shows and hands on what the emulator sends', async () => {
  await withListening(async ({ calls, listen }) => {
    const received: string[] = []
    const take = withServer.bind(undefined, ({ url }, response) => {
      received.push(String(url))
      response.writeHead(201).end()
    })
    await take(async (url) => {
      const running = await listen('--forward', `${url}hook?mine=1`, '--verbose')
      await running.saw('so far callbacks go to http://127.0.0.1:1/before?***')
      await calls.startCallByRobot(ring)
      for (const line of ['call-started', 'members-changed', 'jack accepted', 'call-ended']) await running.saw(line)
      running.kill('SIGINT')
      const { code, stdout, stderr } = await running.ended
      expect(code).toBe(0)
      expect(stdout).toMatch(/call-ended .*completed {2}→ 201/)
      expect(stderr).toContain('→ setCallback: ok')
      expect(received.length).toBeGreaterThanOrEqual(3)
      for (const path of received) expect(path).toMatch(/^\/hook\?mine=1&token=.*CallbackCommand=/)
    })
  })
})

test('nothing secret is on any stream, with --verbose too', async () => {
  await withListening(async ({ calls, env, listen, address }) => {
    const running = await listen('--verbose', '--forward', 'http://127.0.0.1:1/?mine=to-myself')
    const ours = new URL((await address()) ?? '').searchParams.get('token') ?? ''
    await calls.startCallByRobot(ring)
    await running.saw('call-ended')
    running.kill('SIGINT')
    const { stdout, stderr } = await running.ended
    expect(ours).not.toBe('')
    expect(stdout).toContain('completed  → the address cannot be used')
    for (const secret of [ours, 'to-myself', 'token=kept', env.TRTC_SDK_SECRET_KEY ?? '', 'usersig']) {
      expect(stdout + stderr).not.toContain(secret)
    }
  })
})

test('--json: one document at the end; what does not show the secret is refused', async () => {
  await withListening(async ({ emulator, listen, address }) => {
    const running = await listen('--json')
    const ours = (await address()) ?? ''
    const query = `SdkAppid=${emulator.credentials.sdkAppId}&CallbackCommand=Call.New`
    const forged = await fetch(new URL(`/?${query}`, ours), {
      method: 'POST',
      body: '{"CallbackCommand":"Call.New"}',
    })
    expect(forged.status).toBe(401)
    await running.saw('refused: ')
    running.kill('SIGTERM')
    const ran = await running.ended
    expect(ran.code).toBe(0)
    expect(documentOf(ran)).toEqual({ deliveries: [{ refused: expect.any(String) }], dropped: 0 })
  })
})

test('a receiver behind that does not answer is not waited for at the end, and the document has what came', async () => {
  const came = new EventEmitter()
  await withServer(
    ({ socket }) => void came.emit('request', socket),
    async (url) => {
      await withListening(async ({ calls, listen }) => {
        const running = await listen('--json', '--forward', url)
        const request = once(came, 'request')
        await calls.startCallByRobot(ring)
        const [socket] = await request
        const closed = once(socket, 'close')
        running.kill('SIGINT')
        await closed
        const ran = await running.ended
        const { deliveries } = documentOf(ran) as unknown as { deliveries: object[] }
        expect(deliveries[0]).toMatchObject({ event: { type: 'call-started' }, forwarded: 'no answer before the end' })
        expect(ran.stderr.match(/no answer before the end/g)).toHaveLength(deliveries.length)
      })
    },
  )
})

test('the last thousand deliveries are kept, and the others counted', () => {
  const { add, document } = keepDeliveries()
  for (let at = 0; at < 1_002; at++) add({ refused: String(at) })
  expect(document()).toMatchObject({ dropped: 2 })
  expect(document().deliveries).toHaveLength(1_000)
  expect(document().deliveries[0]).toEqual({ refused: '2' })
})

const real = { TRTC_SDK_APP_ID: '1400000000', TRTC_SITE: 'china', TRTC_SDK_SECRET_KEY: 'f'.repeat(64) }

test('on the real service nothing is set without --public-url and --take-over', async () => {
  expect(await runCli(['webhook', 'listen'], real)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('give --public-url and --take-over'),
  })
  const args = ['webhook', 'listen', '--public-url', 'https://tunnel.example.com', '--take-over', '--dry-run']
  const { requests } = documentOf(await runCli([...args, '--json'], real)) as unknown as { requests: { url: string }[] }
  const commands = requests.map((request) => new URL(request.url).pathname.split('/').at(-1))
  expect(commands).toEqual(['get_callback', 'set_callback', 'get_callback'])
  const ran = await runCli(args, real)
  expect(ran).toMatchObject({ code: 0, stderr: 'nothing was sent; *** stands for what is secret\n' })
  expect(ran.stdout).toContain('"Url": "https://tunnel.example.com/?***"')
})

test.each([
  ['no token is given', {}],
  ['the token is given', { TRTC_EMULATOR_TOKEN: 'let-me-in' }],
  ['another token is given', { TRTC_EMULATOR_TOKEN: 'let-them-in' }],
])('an emulator that wants a token is one, also where %s', async (_, more) => {
  const emulator = await startEmulator({ controlToken: 'let-me-in' })
  try {
    const running = startCli(['webhook', 'listen'], { ...envFor(emulator), ...more })
    await running.saw('ready at')
    running.kill('SIGINT')
    const { code, stdout, stderr } = await running.ended
    expect(code).toBe(0)
    expect(stdout + stderr).not.toMatch(/let-(me|them)-in/)
  } finally {
    await emulator.close()
  }
})

test('what refuses strangers is not taken for an emulator', async () => {
  await withServer(
    (_, response) => response.writeHead(403).end('{"error": "the token is missing"}'),
    async (url) => {
      const ran = await runCli(['webhook', 'listen'], { ...real, TRTC_CALL_ENDPOINT: url.slice(0, -1) })
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('this is no emulator') })
    },
  )
})

test('--receive-only sets no address, and wants to know the sender', async () => {
  const app = { TRTC_SDK_APP_ID: '1400000000' }
  const ran = await runCli(['webhook', 'listen', '--receive-only'], app)
  expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining('set TRTC_CALLBACK_SECRET') })
  const agreed = { ...app, TRTC_CALLBACK_SECRET: 'a-secret-of-the-address', TRTC_CALLBACK_TOKEN: 'a-token' }
  const running = startCli(['webhook', 'listen', '--receive-only'], agreed)
  await running.saw('ready at')
  const [, base = ''] = /ready at (\S+);/.exec(running.stderr()) ?? []
  expect(await runCli(['webhook', 'send', 'call-ended', '--to', base], agreed)).toMatchObject({ code: 0 })
  await running.saw('call-ended')
  running.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
})

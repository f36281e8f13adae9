import { describe, expect } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { sendRequest } from './support/control.ts'
import { test } from './support/harness.ts'

test('the state has everything, but no secret of a request', async ({ emulator, client }) => {
  emulator.callee('jack', { does: 'ignore' })
  emulator.script('endCall', { code: 60008, times: 2 })
  const callId = await client.ring(['jack'])
  await client.action('StartStreamIngest', client.ingest())
  const { status, body } = await sendRequest(emulator, 'GET', '/_emulator/state')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    now: emulator.now(),
    clock: { kind: 'virtual', skewMs: 0 },
    apps: [{ sdkAppId: client.sdkAppId, identifier: 'administrator' }],
    calls: [{ callId, state: 'ringing' }],
    tasks: [{ status: 'InProgress' }],
    records: [],
    accounts: [],
    phones: [{ userId: 'jack', rings: 1, isEngaged: true, behaviour: { does: 'ignore' } }],
    faults: [{ operationId: 'endCall', left: 2 }],
    requests: [
      { index: 0, operationId: 'startCallByRobot', code: 0, executed: true },
      { index: 1, operationId: 'startStreamIngest', code: 0, executed: true },
    ],
  })
  expect(JSON.stringify(body)).not.toContain('token=secret')
})

test('the URL of a picture is shown without its query', async ({ emulator, client }) => {
  const FaceUrl = 'https://faces.example/jack.png?sign=secret'
  await client.command('im_open_login_svc/account_import', { UserID: 'jack', FaceUrl })
  const shown = [
    await sendRequest(emulator, 'GET', '/_emulator/state'),
    await sendRequest(emulator, 'GET', '/_emulator/requests/0'),
  ]
  expect(JSON.stringify(shown)).toContain('https://faces.example/jack.png"')
  expect(JSON.stringify(shown)).not.toContain('sign=secret')
})

test('a request in full, with its signatures masked', async ({ emulator, client }) => {
  await client.action('StartStreamIngest', client.ingest())
  const { body } = await sendRequest(emulator, 'GET', '/_emulator/requests/0')
  expect(body).toMatchObject({
    index: 0,
    command: 'StartStreamIngest',
    headers: { authorization: '***' },
    body: { UserSig: '***', StreamUrl: 'https://media.example/welcome.mp4' },
    response: { code: 0 },
  })
  expect(await sendRequest(emulator, 'GET', '/_emulator/requests/1')).toMatchObject({ status: 404 })
})

test('an error names the wrong field', async ({ emulator }) => {
  const body = { operationId: 'endCall', fault: { then: 'explode' } }
  expect(await sendRequest(emulator, 'POST', '/_emulator/faults', { body })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('fault.then'), field: 'fault.then', reason: 'range' },
  })
})

test('phones answer, decline, hang up and lose the connection', async ({ emulator, client }) => {
  await sendRequest(emulator, 'POST', '/_emulator/callees/jack', { body: { does: 'ignore' } })
  const callId = await client.ring(['jack', 'jill', 'jane'])
  const move = (action: string, userId: string) =>
    sendRequest(emulator, 'POST', `/_emulator/calls/${callId}/${action}`, { body: { userId } })
  expect(await move('answer', 'jack')).toMatchObject({ status: 200, body: { ok: true } })
  expect(await move('reject', 'jill')).toMatchObject({ status: 200 })
  expect(await move('lose-connection', 'jane')).toMatchObject({ status: 200 })
  expect(await move('answer', 'jill')).toMatchObject({ status: 400, body: { error: expect.stringContaining('jill') } })
  expect(await move('hang-up', 'jack')).toMatchObject({ status: 200 })
  expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'NormalEnd' }])
})

test('faults, clock and tasks', async ({ emulator, client }) => {
  const fault = { operationId: 'getCallback', fault: { code: 60008 } }
  expect(await sendRequest(emulator, 'POST', '/_emulator/faults', { body: fault })).toMatchObject({ status: 200 })
  expect(await client.command('call_config/get_callback', {})).toMatchObject({ ErrorCode: 60008 })
  await sendRequest(emulator, 'POST', '/_emulator/faults', { body: fault })
  await sendRequest(emulator, 'DELETE', '/_emulator/faults')
  expect(await client.command('call_config/get_callback', {})).toMatchObject({ ErrorCode: 100301 })

  const before = emulator.now()
  const clock = await sendRequest(emulator, 'POST', '/_emulator/clock', { body: { advanceMs: 5_000 } })
  expect(clock.body).toEqual({ now: before + 5_000 })

  await client.action('StartStreamIngest', client.ingest())
  const taskId = emulator.tasks()[0]?.taskId ?? ''
  const path = `/_emulator/tasks/${encodeURIComponent(taskId)}/finish`
  expect(await sendRequest(emulator, 'POST', path, { body: {} })).toMatchObject({ status: 200 })
  expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])

  await sendRequest(emulator, 'POST', '/_emulator/clock', { body: { skewMs: -3_600_000 } })
  expect(await client.action('DescribeStreamIngest', {})).toMatchObject({
    Error: { Code: 'AuthFailure.SignatureExpire' },
  })
})

describe('wrong requests to the control API', () => {
  test.for<[string, string, unknown, number, string]>([
    ['GET', '/_emulator/nothing', undefined, 404, 'this path does not exist'],
    ['DELETE', '/_emulator/state', undefined, 405, 'GET'],
    ['POST', '/_emulator/clock', {}, 400, 'advanceMs'],
    ['POST', '/_emulator/clock', 'not json', 400, 'not JSON'],
    ['POST', '/_emulator/clock', '[]', 400, 'object'],
    ['POST', '/_emulator/clock', { skewMs: 1e300 }, 400, 'date'],
    ['POST', '/_emulator/callees/jack', { does: 'answer', afterMs: '5' }, 400, 'afterMs'],
    ['POST', '/_emulator/callees/', { does: 'answer' }, 400, 'userID'],
    ['POST', '/_emulator/faults', { operationId: 'endCall', fault: { then: null } }, 400, 'then must be'],
    ['POST', '/_emulator/faults', { operationId: 'endCall', fault: { code: {} } }, 400, 'code must be'],
    [
      'POST',
      '/_emulator/faults',
      { operationId: 'endCall', fault: { code: 5, execute: 'no' } },
      400,
      'execute must be',
    ],
    ['POST', '/_emulator/faults', { operationId: 'endCall', fault: { delayMs: 1e12 } }, 400, 'delayMs'],
    ['POST', '/_emulator/faults', { operationId: 'endCall', fault: 'drop' }, 400, 'object'],
    [
      'POST',
      '/_emulator/faults',
      { operationId: 'nothing', fault: { then: 'drop' } },
      400,
      'operationId must be one of',
    ],
    ['POST', '/_emulator/faults', { operationId: 'endCall' }, 400, 'changes nothing'],
    ['POST', '/_emulator/callees/jack', { does: 'sleep' }, 400, 'does must be'],
    ['POST', '/_emulator/calls/x/answer', {}, 400, 'userId'],
    ['GET', '/_emulator/requests/%zz', undefined, 404, 'this path does not exist'],
  ])('%s %s %o: %i', async ([method, path, body, status, words], { emulator }) => {
    const answer = await sendRequest(emulator, method, path, { body })
    expect(answer).toMatchObject({ status, body: { error: expect.stringContaining(words) } })
  })
})

describe('access', () => {
  test('a Host header that does not name this machine is rejected', async ({ emulator }) => {
    for (const host of ['evil.example', '127.0.0.1.evil.example', '[::2]:80']) {
      expect(await sendRequest(emulator, 'GET', '/_emulator/state', { headers: { host } })).toMatchObject({
        status: 403,
      })
    }
    for (const host of ['localhost', 'phone.localhost:80', '[::1]:1', '127.0.0.2']) {
      expect(await sendRequest(emulator, 'GET', '/_emulator/state', { headers: { host } })).toMatchObject({
        status: 200,
      })
    }
  })

  test('a page of another origin cannot write', async ({ emulator }) => {
    const write = (headers: Record<string, string>) =>
      sendRequest(emulator, 'POST', '/_emulator/clock', { body: { skewMs: 0 }, headers })
    expect(await write({ origin: 'http://evil.example' })).toMatchObject({ status: 403 })
    expect(await write({ origin: 'null' })).toMatchObject({ status: 403 })
    expect(await write({ 'content-type': 'text/plain' })).toMatchObject({ status: 403 })
    expect(await write({ origin: emulator.url })).toMatchObject({ status: 200 })
  })

  test('a page of another origin cannot use the vendor’s paths', async ({ emulator }) => {
    const statusOf = async (method: string, headers: Record<string, string>) =>
      (await sendRequest(emulator, method, '/', { headers, body: method === 'GET' ? undefined : '{}' })).status
    for (const origin of ['https://evil.example', 'http://127.0.0.1.evil.example', 'null']) {
      expect(await statusOf('POST', { origin, host: new URL(emulator.url).host })).toBe(403)
    }
    expect(await statusOf('POST', { origin: 'http://evil.example', host: 'evil.example' })).toBe(403)
    expect(await statusOf('GET', { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(emulator.requests()).toEqual([])
    // A developer's page, behind a proxy.
    expect(await statusOf('POST', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await statusOf('GET', {})).toBe(200)
  })

  test('a GET with signature v1 is accepted from a server, but not from a browser', async ({ emulator }) => {
    const own = new URL(emulator.url).host
    const statusOf = async (headers: Record<string, string>) =>
      (await sendRequest(emulator, 'GET', '/?Action=X', { headers })).status
    const browsers = [
      { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' },
      { accept: 'image/avif,image/webp,*/*;q=0.8' },
      { referer: 'http://127.0.0.1:3000/' },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-dest': 'image' },
    ]
    for (const headers of browsers) expect([headers, await statusOf({ host: own, ...headers })]).toEqual([headers, 403])
    for (const host of ['page.test', `page.test:${new URL(emulator.url).port}`]) {
      expect([host, await statusOf({ host })]).toEqual([host, 403])
    }
    expect(emulator.requests()).toEqual([])
    // The headers of Node's fetch.
    expect(await statusOf({ host: own, 'sec-fetch-mode': 'cors', 'accept-language': '*', accept: '*/*' })).toBe(200)
  })

  test('beyond loopback, servers may use any Host header, and pages none', async () => {
    const emulator = await startEmulator({ host: '0.0.0.0', controlToken: 'let-me-in' })
    const host = 'emulator:8787'
    const statusOf = async (method: string, headers: Record<string, string>) =>
      (
        await sendRequest(emulator, method, '/', {
          headers: { host, ...headers },
          body: method === 'GET' ? undefined : '{}',
        })
      ).status
    expect(await statusOf('GET', {})).toBe(200)
    expect(await statusOf('POST', {})).toBe(200)
    expect(await statusOf('GET', { 'user-agent': 'Mozilla/5.0' })).toBe(403)
    expect(await statusOf('POST', { origin: `http://${host}` })).toBe(403)
    await emulator.close()
  })

  test('beyond loopback, keys are random, with one account for all applications, unless they are options', async () => {
    const local = await startEmulator()
    const open = { host: '0.0.0.0', controlToken: 'let-me-in' }
    const emulators = await Promise.all([
      startEmulator(open),
      startEmulator(open),
      startEmulator({ ...open, apps: [{ sdkAppId: 1 }, { sdkAppId: 2 }] }),
      startEmulator({ ...open, sdkSecretKey: 'of-mine' }),
    ])
    const [one, other, several, given] = emulators.map(({ credentials }) => credentials)
    for (const name of ['sdkSecretKey', 'secretId', 'secretKey'] as const) {
      expect(new Set([local.credentials, one, other, several].map((keys) => keys?.[name])).size).toBe(4)
    }
    expect(emulators[2]?.app(2).credentials.secretId).toBe(several?.secretId)
    expect(given?.sdkSecretKey).toBe('of-mine')
    await Promise.all([local, ...emulators].map((emulator) => emulator.close()))
  })

  test('the token is required, as header, query or cookie', async () => {
    const emulator = await startEmulator({ host: '0.0.0.0', controlToken: 'let-me-in' })
    const state = (path = '/_emulator/state', headers: Record<string, string> = { host: 'emulator:8787' }) =>
      sendRequest(emulator, 'GET', path, { headers })
    expect(await state()).toMatchObject({ status: 403 })
    expect(await state('/_emulator/state?token=let-me-on')).toMatchObject({ status: 403 })
    expect(await state(undefined, { authorization: 'Bearer let-me-in' })).toMatchObject({ status: 200 })
    const opened = await state('/_emulator/state?token=let-me-in')
    expect(opened).toMatchObject({ status: 200 })
    const [cookie = ''] = (opened.headers['set-cookie'] as string[])[0]?.split(';') ?? []
    expect(await state(undefined, { cookie })).toMatchObject({ status: 200 })
    expect(await state('/healthz')).toMatchObject({ status: 200, body: { ok: true } })
    await emulator.close()
  })
})

test('the path / belongs to the vendor, but redirects browsers to the page', async ({ emulator }) => {
  const opened = await sendRequest(emulator, 'GET', '/', { headers: { accept: 'text/html,*/*' } })
  expect(opened).toMatchObject({ status: 302, headers: { location: '/_emulator/' } })
  expect((await sendRequest(emulator, 'GET', '/')).body).toMatchObject({
    Response: { Error: { Code: 'UnsupportedProtocol' } },
  })
  expect(emulator.requests()).toHaveLength(1)
})

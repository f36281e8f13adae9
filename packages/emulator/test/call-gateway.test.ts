import { request } from 'node:http'
import { describe, expect } from 'vitest'
import { test } from './support/harness.ts'

const show = 'call_engine_http_srv/get_call_info'
const body = { CallId: 'nobody' }

describe('a Call command is checked in this order: path, query, UserSig, body', () => {
  test.for<[string, Record<string, string | undefined>, number]>([
    ['no sdkappid', { sdkappid: undefined }, 60012],
    ['another sdkappid', { sdkappid: '1' }, 60006],
    ['sdkappid in capitals', { sdkappid: undefined, SdkAppId: '1400000000' }, 60012],
    ['no identifier', { identifier: undefined }, 60004],
    ['no usersig', { usersig: undefined }, 60004],
    ['another contenttype', { contenttype: 'xml' }, 60025],
    ['no random', { random: undefined }, 60025],
    ['random over 32 bits', { random: '4294967296' }, 60025],
    ['a malformed usersig', { usersig: 'x' }, 70003],
    ["somebody else's usersig", { identifier: 'jack' }, 70013],
  ])('%s', async ([, query, code], { client }) => {
    const reply = await client.command(show, body, query)
    expect(reply).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(reply.ErrorInfo).not.toBe('')
  })

  test('an ordinary user with a good usersig is no administrator', async ({ client }) => {
    const reply = await client.command(show, body, { identifier: 'jack', usersig: client.sig('jack') })
    expect(reply.ErrorCode).toBe(60010)
  })

  test('an expired usersig', async ({ client }) => {
    const usersig = client.sig('administrator', { time: Math.floor(Date.now() / 1000) - 7200 })
    expect((await client.command(show, body, { usersig })).ErrorCode).toBe(70001)
  })

  test('a skewed server rejects a new UserSig as expired and sends its own time in Date', async ({
    emulator,
    client,
  }) => {
    emulator.setClockSkew(2 * 3_600_000)
    expect((await client.command(show, body)).ErrorCode).toBe(70001)
    const second = () => Math.floor(Date.now() / 1000)
    const earliest = second()
    const response = await fetch(emulator.url, { method: 'POST' })
    const sent = Date.parse(response.headers.get('date') ?? '') / 1000 - 2 * 3600
    expect(sent).toBeGreaterThanOrEqual(earliest)
    expect(sent).toBeLessThanOrEqual(second())
  })

  test.for([
    ['an empty body', '', 60003],
    ['truncated JSON', '{"CallId":', 60003],
    ['not an object', '[]', 101002],
    ['an unknown field', '{"CallId":"x","Callid":"x"}', 101002],
    ['a missing field', '{}', 101002],
  ] as const)('%s', async ([, text, code], { client }) => {
    expect((await client.command(show, text)).ErrorCode).toBe(code)
  })

  test.for([
    ['call_engine_http_srv/start_call_by_robot', 101002],
    ['call_record_http_srv/get_record_by_callid', 101002],
    ['call_config/set_callback', 100002],
    ['im_open_login_svc/account_import', 70402],
    ['profile/portrait_set', 40001],
    ['openim/query_online_status', 90001],
  ] as const)('the code for a bad parameter of %s is %i', async ([path, code], { client }) => {
    expect((await client.command(path, {})).ErrorCode).toBe(code)
  })

  test('an unknown command, an unknown service, and an unknown path', async ({ emulator, client }) => {
    expect((await client.command('call_engine_http_srv/kick', {})).ErrorCode).toBe(60009)
    expect((await client.command('nowhere/end_call', {})).ErrorCode).toBe(60009)
    const reply = await fetch(`${emulator.url}/favicon.ico`)
    expect(await reply.json()).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 60009 })
  })

  test('GET is rejected', async ({ emulator }) => {
    const response = await fetch(`${emulator.url}/v4/${show}`)
    expect(await response.json()).toMatchObject({ ErrorCode: 60009 })
  })

  test('an endless body is rejected, not buffered', async ({ client }) => {
    const reply = await client.command(show, `{"CallId":"${'x'.repeat(11 * 1024 * 1024)}"}`)
    expect(reply.ErrorCode).toBe(60002)
  })
})

test('the envelope of a success', async ({ emulator, client }) => {
  await client.ring(['jack'])
  const [ring] = emulator.requests('startCallByRobot')
  expect(ring?.response.body).toEqual({
    ActionStatus: 'OK',
    ErrorCode: 0,
    ErrorInfo: '',
    RequestId: expect.stringMatching(/^Id-[0-9a-f]{32}-O-Seq-\d+$/),
    Response: {
      CallId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      CallResult: [{ Callee_Account: 'jack', ResultCode: 0 }],
    },
  })
})

test('requests are logged without their signatures', async ({ emulator, client }) => {
  const usersig = client.sig('administrator')
  await client.command(show, body, { usersig })
  await client.command('no/such', body)
  const [known, unknown] = emulator.requests()
  expect(known).toMatchObject({ operationId: 'getCallInfo', command: 'get_call_info', body, executed: false })
  expect(known).toMatchObject({ query: { usersig: '***' }, response: { code: 101004 } })
  expect(unknown).toMatchObject({ operationId: undefined, command: '/v4/no/such', response: { code: 60009 } })
  expect(JSON.stringify(emulator.requests())).not.toContain(usersig.slice(20, 32))
})

test('a client that disconnects during its body leaves no trace', async ({ emulator, client }) => {
  const { port } = new URL(emulator.url)
  await new Promise<void>((resolve) => {
    const half = request({ port, method: 'POST', path: '/', headers: { 'content-length': 100 } })
    half.on('error', () => resolve())
    half.write('{', () => half.destroy(new Error('gone')))
  })
  await client.command(show, body)
  expect(emulator.requests()).toHaveLength(1)
})

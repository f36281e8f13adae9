import fc from 'fast-check'
import type { RawClient } from '../support/raw-client.ts'
import { signTc3 } from '../support/tc3.ts'

/** A malformed request. After one with broken framing, its connection cannot be reused. */
export interface Malformed {
  readonly bytes: Buffer
  readonly breaksFrame: boolean
}

const commands = [
  'call_engine_http_srv/start_call_by_robot',
  'call_engine_http_srv/get_call_info',
  'call_engine_http_srv/end_call',
  'call_record_http_srv/get_record_by_filter',
  'call_record_http_srv/get_record_by_callid',
  'call_config/set_callback',
  'call_config/get_callback',
  'im_open_login_svc/multiaccount_import',
  'openim/query_online_status',
  'call_config/nothing',
]
const actions = ['StartStreamIngest', 'UpdateStreamIngest', 'StopStreamIngest', 'DescribeStreamIngest', 'RemoveUser']
const fields = ['Robot_Account', 'CalleeList_Account', 'Timeout', 'CallInfo', 'CallId', 'Url', 'RoomId', 'RoomIdType']
const more = ['UserId', 'UserSig', 'StreamUrl', 'TaskId', 'SdkAppId', 'RepeatNum', 'Page', 'AccountList', '__proto__']

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, -1, 0, 2 ** 53, 1e308, '', '\0', '../..', 'a'.repeat(2_000), [], {}, [[]], '\ud800'),
)
const body = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...fields, ...more), value).map((it) => JSON.stringify(it)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'null', '[]', '{', '{"a":}', '"', `${'['.repeat(5_000)}`, '{"__proto__":1}'),
  },
)
const junk = fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((text) => text.replace(/[\r\n\0]/g, ''))
const header = fc.oneof(
  fc.constantFrom(
    'x-tc-timestamp: 99999999999999999999',
    'x-tc-timestamp: 0',
    'x-tc-region: Moon',
    'authorization: TC3-HMAC-SHA256 Credential=a/b/c/tc3_request, SignedHeaders=;, Signature=x',
    'content-type: text/plain',
    'content-type: application/x-www-form-urlencoded',
    'accept: text/html',
    'cookie: trtc_emulator_token=%',
    'last-event-id: -1',
    'origin: null',
  ),
  junk.map((text) => `x-junk: ${text}`),
)
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH')
const ownPaths = [
  'state',
  'clock',
  'faults',
  'calls/x/answer',
  'tasks/%/finish',
  'callees/jack',
  'restore',
  'requests/x',
]
const path = fc.oneof(
  fc.constantFrom('/', '//', '*', '/v4', '/v4/%', '/?Action=StartStreamIngest&Signature=x', '/healthz', '/_emulator'),
  fc.constantFrom(...ownPaths.map((own) => `/_emulator/${own}`)),
  fc.webPath({ size: 'small' }).map((text) => text || '/'),
)
const brokenFrame = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n',
      'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"half',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      'GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    )
    .map((text) => Buffer.from(text)),
)

/** Generates requests: some with a valid signature and an invalid body, some entirely malformed. */
export function malformed(client: RawClient): fc.Arbitrary<Malformed> {
  const query = new URLSearchParams({
    sdkappid: `${client.sdkAppId}`,
    identifier: 'administrator',
    contenttype: 'json',
  })
  query.set('usersig', client.sig('administrator'))
  const search = fc.oneof(
    fc.constant(`${query}&random=1`),
    fc.constant(`${query}`),
    junk.map((text) => `sdkappid=1&identifier=${encodeURIComponent(text)}&usersig=${encodeURIComponent(text)}`),
  )
  const framed = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...commands), search, body).map(toCommand) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...actions), body, fc.array(header, { maxLength: 2 })).map(toAction(client)),
    },
    { weight: 2, arbitrary: fc.tuple(method, path, fc.array(header, { maxLength: 3 }), body).map(toAnything) },
  )
  return fc.oneof(
    { weight: 9, arbitrary: framed.map((bytes) => ({ bytes, breaksFrame: false })) },
    { weight: 1, arbitrary: brokenFrame.map((bytes) => ({ bytes, breaksFrame: true })) },
  )
}

function toCommand([command, search, text]: [string, string, string]): Buffer {
  return frame(`POST /v4/${command}?${search}`, ['host: 127.0.0.1'], text)
}

function toAction({ cloud }: RawClient) {
  return ([action, text, headers]: [string, string, string[]]): Buffer => {
    const signed = signTc3({
      ...cloud,
      host: '127.0.0.1',
      action,
      body: text,
      timestamp: Math.floor(Date.now() / 1000),
    })
    const lines = Object.entries(signed).map(([name, given]) => `${name}: ${given}`)
    return frame('POST /', ['host: 127.0.0.1', ...lines, ...headers], text)
  }
}

function toAnything([verb, where, headers, text]: [string, string, string[], string]): Buffer {
  return frame(`${verb} ${where}`, ['host: 127.0.0.1', ...headers], text)
}

function frame(line: string, headers: readonly string[], text: string): Buffer {
  const content = Buffer.from(text)
  const head = [`${line} HTTP/1.1`, ...headers, `content-length: ${content.length}`].join('\r\n')
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), content])
}

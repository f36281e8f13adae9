import { expect, test } from 'vitest'
import { parseCallEnvelope } from '../src/request/call-envelope.ts'
import { parseTrtcEnvelope } from '../src/request/trtc-envelope.ts'

const call = (reply: unknown) => parseCallEnvelope(JSON.stringify(reply))
const trtc = (reply: unknown) => parseTrtcEnvelope(JSON.stringify(reply))

test('the value of a Call command is its Response, with the RequestId', () => {
  const reply = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'r-1', Response: { CallId: 'c-1' } }
  expect(call(reply)).toEqual({ kind: 'ok', value: { CallId: 'c-1', RequestId: 'r-1' }, requestId: 'r-1' })
})

test('a Call command without Response or RequestId has an empty value', () => {
  expect(call({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' })).toMatchObject({ kind: 'ok', value: {} })
  expect(call({ ErrorCode: 0, RequestId: '' })).toMatchObject({ kind: 'ok', requestId: undefined })
})

test('an account command has its data at the top level', () => {
  const reply = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', FailAccounts: ['jack'] }
  expect(call(reply)).toMatchObject({ value: { FailAccounts: ['jack'] } })
})

test('an error of a Call command has the code, the reason and the row of the table', () => {
  const reply = { ActionStatus: 'FAIL', ErrorCode: 60007, ErrorInfo: 'too fast', RequestId: 'r-1' }
  expect(call(reply)).toMatchObject({
    kind: 'error',
    error: {
      vendorCode: 60007,
      reason: 'too fast',
      requestId: 'r-1',
      row: { kind: 'rate-limit', executed: 'no', retry: 'backoff' },
    },
  })
})

test.each([1, -1, 424_242, 1e21])('the unlisted code %d may have been executed and is not retried', (ErrorCode) => {
  const unlisted = { kind: 'other', executed: 'maybe', retry: 'never' }
  expect(call({ ErrorCode })).toMatchObject({ kind: 'error', error: { row: unlisted, reason: '' } })
})

test('a response without the envelope of a Call command is malformed', () => {
  for (const text of ['', '{', 'null', '[]', '"OK"', '7', '<html>', '{"ErrorCode":0']) {
    expect(parseCallEnvelope(text)).toMatchObject({ kind: 'malformed', reason: 'the response is not a JSON object' })
  }
  expect(call({})).toMatchObject({ kind: 'malformed', reason: 'the response has no ErrorCode' })
  expect(call({ ErrorCode: '0' })).toMatchObject({ kind: 'malformed' })
  expect(call({ ActionStatus: 'FAIL', ErrorCode: 0 })).toMatchObject({ kind: 'malformed' })
})

test('the value of an action is its Response', () => {
  const Response = { TaskId: 't-1', RequestId: 'r-1' }
  expect(trtc({ Response })).toEqual({ kind: 'ok', value: Response, requestId: 'r-1' })
})

test('an error of an action has the code, the message and the row of the table', () => {
  const refused = { Code: 'FailedOperation.TaskFinished', Message: 'it is over' }
  expect(trtc({ Response: { Error: refused, RequestId: 'r-1' } })).toMatchObject({
    kind: 'error',
    error: { vendorCode: refused.Code, reason: 'it is over', requestId: 'r-1', row: { kind: 'not-found' } },
  })
})

test.each([
  ['InternalError.SomethingNew', 'unavailable', 'maybe'],
  ['InvalidParameter.A.B.C', 'invalid-request', 'no'],
  ['AuthFailure.New', 'authentication', 'no'],
  ['Nobody.Knows', 'other', 'maybe'],
  ['', 'other', 'maybe'],
  ['.', 'other', 'maybe'],
  ['constructor', 'other', 'maybe'],
  ['__proto__.x', 'other', 'maybe'],
])('the unlisted code %j takes the facts of its family', (Code, kind, executed) => {
  expect(trtc({ Response: { Error: { Code, Message: '' } } })).toMatchObject({ error: { row: { kind, executed } } })
})

test('a response without the envelope of an action is malformed', () => {
  for (const text of ['', '{', 'null', '[]', '{"Response":', '{}']) {
    expect(parseTrtcEnvelope(text)).toMatchObject({ kind: 'malformed', reason: 'the response has no Response object' })
  }
  for (const Response of [null, [], 'OK', 7]) expect(trtc({ Response })).toMatchObject({ kind: 'malformed' })
  expect(trtc({ Response: { Error: {} } })).toMatchObject({ reason: 'the response has an Error without a Code' })
  expect(trtc({ Response: { Error: { Code: 7 } } })).toMatchObject({ kind: 'malformed' })
})

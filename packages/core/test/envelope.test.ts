import { expect, test } from 'vitest'
import { parseCallEnvelope } from '../src/envelope/call.ts'
import { parseTrtcEnvelope } from '../src/envelope/trtc.ts'

const call = (reply: unknown) => parseCallEnvelope(JSON.stringify(reply))
const trtc = (reply: unknown) => parseTrtcEnvelope(JSON.stringify(reply))

test('the value of a Call command is its Response, with the RequestId beside it', () => {
  const reply = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'r-1', Response: { CallId: 'c-1' } }
  expect(call(reply)).toEqual({ kind: 'value', value: { CallId: 'c-1', RequestId: 'r-1' }, requestId: 'r-1' })
})

test('a Call command without Response or RequestId has an empty value', () => {
  expect(call({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' })).toMatchObject({ kind: 'value', value: {} })
  expect(call({ ErrorCode: 0, RequestId: '' })).toMatchObject({ kind: 'value', requestId: undefined })
})

test('an account command has its data at the top level', () => {
  const reply = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', FailAccounts: ['jack'] }
  expect(call(reply)).toMatchObject({ value: { FailAccounts: ['jack'] } })
})

test('a refused Call command has the code, the reason and the row of the table', () => {
  const reply = { ActionStatus: 'FAIL', ErrorCode: 60007, ErrorInfo: 'too fast', RequestId: 'r-1' }
  expect(call(reply)).toMatchObject({
    kind: 'refusal',
    refusal: {
      vendorCode: 60007,
      reason: 'too fast',
      requestId: 'r-1',
      row: { kind: 'rate-limit', executed: 'no', retry: 'backoff' },
    },
  })
})

test.each([1, -1, 424_242, 1e21])('of the unlisted code %d nothing is assumed', (ErrorCode) => {
  const unlisted = { kind: 'other', executed: 'maybe', retry: 'never' }
  expect(call({ ErrorCode })).toMatchObject({ kind: 'refusal', refusal: { row: unlisted, reason: '' } })
})

test('what is not the envelope of a Call command is broken', () => {
  for (const text of ['', '{', 'null', '[]', '"OK"', '7', '<html>', '{"ErrorCode":0']) {
    expect(parseCallEnvelope(text)).toMatchObject({ kind: 'broken', reason: 'the answer is not a JSON object' })
  }
  expect(call({})).toMatchObject({ kind: 'broken', reason: 'the answer has no ErrorCode' })
  expect(call({ ErrorCode: '0' })).toMatchObject({ kind: 'broken' })
  expect(call({ ActionStatus: 'FAIL', ErrorCode: 0 })).toMatchObject({ kind: 'broken' })
})

test('the value of an action is its Response', () => {
  const Response = { TaskId: 't-1', RequestId: 'r-1' }
  expect(trtc({ Response })).toEqual({ kind: 'value', value: Response, requestId: 'r-1' })
})

test('a refused action has the code, the message and the row of the table', () => {
  const refused = { Code: 'FailedOperation.TaskFinished', Message: 'it is over' }
  expect(trtc({ Response: { Error: refused, RequestId: 'r-1' } })).toMatchObject({
    kind: 'refusal',
    refusal: { vendorCode: refused.Code, reason: 'it is over', requestId: 'r-1', row: { kind: 'not-found' } },
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
])('the unlisted code %j is judged by its family', (Code, kind, executed) => {
  expect(trtc({ Response: { Error: { Code, Message: '' } } })).toMatchObject({ refusal: { row: { kind, executed } } })
})

test('what is not the envelope of an action is broken', () => {
  for (const text of ['', '{', 'null', '[]', '{"Response":', '{}']) {
    expect(parseTrtcEnvelope(text)).toMatchObject({ kind: 'broken', reason: 'the answer has no Response object' })
  }
  for (const Response of [null, [], 'OK', 7]) expect(trtc({ Response })).toMatchObject({ kind: 'broken' })
  expect(trtc({ Response: { Error: {} } })).toMatchObject({ reason: 'the answer has an Error without a Code' })
  expect(trtc({ Response: { Error: { Code: 7 } } })).toMatchObject({ kind: 'broken' })
})

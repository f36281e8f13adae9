import { callOperations, trtcOperations } from '@trtc-call/spec'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTrtcError } from '../src/index.ts'
import { callsOn, trtcOn } from './support/clients.ts'
import { request, stream, trtcCallOn } from './support/dialing.ts'
import { sentExamples } from './support/examples.ts'
import { always, createWire, respondWith, type Step } from './support/wire.ts'

/** Whatever JSON can say, also in names that every object of JavaScript has. */
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    12345,
    '12345',
    'x'.repeat(3_000),
    [null],
    [[]],
    {},
    { toString: 1, valueOf: [] },
  ),
)

const names = [
  ...['CallId', 'CallResult', 'Callee_Account', 'ResultCode', 'UserList', 'User_Account', 'Status', 'RequestId'],
  ...[
    'TaskId',
    'CallRecord',
    'CallRecordList',
    'StartTime',
    'AcceptTime',
    'RoomId',
    'RoomIdType',
    'CalleeList_Account',
  ],
]
const named = fc.oneof(json, fc.constantFrom('jack', 'robot', 'Calling', 'NotExist', 'InProgress'))
const fields = fc.dictionary(fc.constantFrom(...names), named)
const nested = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(named, fields, fc.array(fc.oneof(named, fields), { maxLength: 3 })),
)
const data = fc.oneof({ weight: 4, arbitrary: nested }, json)

/** Mostly responses that say "done", so that what is in them gets read. */
const callResponse = fc.oneof(
  data.map((Response) => ({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'r', Response })),
  fc.record({ ActionStatus: json, ErrorCode: fc.oneof(json, fc.constant(0)), ErrorInfo: json, RequestId: json }),
  json,
)
const trtcResponse = fc.oneof(
  data.map((Response) => ({ Response })),
  fc.record({ Response: fc.record({ Error: json, RequestId: json }) }),
  fc.record({ Response: fc.record({ Error: fc.record({ Code: json, Message: json }), RequestId: json }) }),
  json,
)

const say = (response: unknown): Step => respondWith(JSON.stringify(response))

type Method = (body: object) => Promise<unknown>
const callExamples = sentExamples('call')
const trtcExamples = sentExamples('trtc')

test.each(Object.keys(callOperations))('%s turns any response into a value or a TrtcError', async (id) => {
  await fc.assert(
    fc.asyncProperty(callResponse, async (response) => {
      const calls = callsOn(createWire(...always(say(response)))) as unknown as Record<string, Method>
      await expectValueOrTrtcError(() => calls[id]?.(callExamples.get(id) ?? {}))
    }),
  )
})

test.each(Object.keys(trtcOperations))('%s turns any response into a value or a TrtcError', async (id) => {
  await fc.assert(
    fc.asyncProperty(trtcResponse, async (response) => {
      const trtc = trtcOn(createWire(...always(say(response)))) as unknown as Record<string, Method>
      await expectValueOrTrtcError(() => trtc[id]?.(trtcExamples.get(id) ?? {}))
    }),
  )
})

async function expectValueOrTrtcError(send: () => Promise<unknown> | undefined): Promise<void> {
  try {
    const value = (await send()) as { readonly RequestId?: unknown }
    expect(value).toBeTypeOf('object')
    expect(['string', 'undefined']).toContain(typeof value.RequestId)
  } catch (error) {
    if (!isTrtcError(error)) throw error
  }
}

test('dial with any responses: an error says how to find the call, and no other error is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(callResponse, { minLength: 1 }), fc.array(trtcResponse, { minLength: 1 }), follow),
    { numRuns: 1_000 },
  )
})

/** A vendor who goes through these responses in turn. */
async function follow(callResponses: readonly unknown[], trtcResponses: readonly unknown[]): Promise<void> {
  const enough = new Error('enough requests')
  const controller = new AbortController()
  const { signal } = controller
  let count = 0
  const wire = createWire(
    ...always((sent) => {
      count += 1
      if (count === 40) controller.abort(enough)
      const responses = sent.url.includes('/v4/') ? callResponses : trtcResponses
      return say(responses[count % responses.length])(sent)
    }),
  )
  const { dial, findCall } = trtcCallOn(wire)
  const expected = (error: unknown): undefined => {
    if (error !== enough && !isTrtcError(error)) throw error
  }
  const call = await dial({ ...request, stream }, { signal }).catch((error) => {
    expected(error)
    if (isTrtcError(error)) expect(error.dial?.placement.callees).toEqual(['jack'])
  })
  if (call === undefined) return
  await call.answered({ signal }).catch(expected)
  await call.ended({ signal }).catch(expected)
  await call.hangUp().catch(expected)
  await findCall(call.toJSON().placement, { signal }).catch(expected)
}

import fc from 'fast-check'
import { LosslessNumber } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { createCallEvents } from '../../src/index.ts'
import { isWebhookError, verifyCallWebhook, verifyTrtcWebhook, type WebhookEvent } from '../../src/webhooks.ts'
import { callDelivery, callUrl, changed, ended, ingest, now, sdkAppId, started, trtcDelivery } from './deliveries.ts'

const commands = [started, changed, ended].map(({ CallbackCommand }) => CallbackCommand)

/** Bodies with the vendor's names and anything in them, in any depth. */
const names = [
  'CallId',
  'CallInfo',
  'CallRecord',
  'UserList',
  'ChangedUserList',
  'User_Account',
  'Status',
  'ActionType',
].concat(
  ['EventTime', 'RoomId', 'RoomIdType', 'MediaType', 'CallResult', 'EventType', 'EventInfo', 'TaskId', 'EventMsTs'],
  ['CalleeList_Account', 'AcceptTime', 'isLosslessNumber', 'value', '__proto__', 'toString', 'constructor'],
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(701, 702, '701', 1e300, -1, 0.5, 'Video', 'c-1')),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 6 }),
  ),
}))
const body = fc.dictionary(fc.constantFrom(...names), tree as fc.Arbitrary<unknown>, { maxKeys: 8 })

function verifyCall(raw: string | Uint8Array): WebhookEvent {
  return verifyCallWebhook({ ...callDelivery(''), body: raw, url: callUrl(commandOf(raw)) })
}

function commandOf(raw: string | Uint8Array): string {
  const text = typeof raw === 'string' ? raw : new TextDecoder().decode(raw)
  return commands.find((command) => text.includes(command)) ?? ''
}

describe('signatures', () => {
  const good = trtcDelivery(ingest(701))
  const bytes = new TextEncoder().encode(good.body as string)

  test('a change of any byte fails the signature', () => {
    const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }))
    fc.assert(
      fc.property(change, ([at, difference]) => {
        const changedBytes = bytes.with(at, (bytes[at] as number) ^ difference)
        expect(() => verifyTrtcWebhook({ ...good, body: changedBytes })).toThrow(
          expect.objectContaining({ reason: 'signature' }),
        )
      }),
    )
  })

  test('any other signature is rejected', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 44, maxLength: 44 })), (Sign) => {
        const headers = { Sign, SdkAppId: String(sdkAppId) }
        expect(() => verifyTrtcWebhook({ ...good, headers })).toThrow(expect.objectContaining({ reason: 'signature' }))
      }),
    )
  })
})

describe('any bytes', () => {
  test('give an event or a WebhookError, for both kinds', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }),
      fc.json(),
      body.map((fields) => JSON.stringify(fields)),
    )
    fc.assert(
      fc.property(bytes, (raw) => {
        for (const verify of [() => verifyCall(raw), () => verifyTrtcWebhook(signed(raw))]) {
          try {
            expect(['unknown', 'ingest-started', 'ingest-stopped']).toContain(verify().type)
          } catch (error) {
            if (!isWebhookError(error)) throw error
          }
        }
      }),
    )
  })

  function signed(raw: string | Uint8Array) {
    const text = typeof raw === 'string' ? raw.toWellFormed() : new TextDecoder().decode(raw)
    return { ...trtcDelivery(text), maxAgeMs: Number.POSITIVE_INFINITY }
  }
})

describe('any object', () => {
  test('becomes a complete event that CallEvents accepts', () => {
    fc.assert(
      fc.property(body, fc.constantFrom(...commands, 'Call.CallbackAfterTomorrow'), (fields, CallbackCommand) => {
        const text = JSON.stringify({ ...fields, CallbackCommand })
        const event = verifyCallWebhook({ ...callDelivery(text), url: callUrl(CallbackCommand) })
        expectWhole(event)
        const other = verifyTrtcWebhook({ ...trtcDelivery(text), maxAgeMs: Number.POSITIVE_INFINITY })
        expectWhole(other)
        const events = createCallEvents()
        events.push(event)
        events.push(other)
      }),
    )
  })

  function expectWhole(event: WebhookEvent): void {
    expect(Number.isFinite(event.at) && event.at > 0).toBe(true)
    expect(event.key).toMatch(/^1400000000:[a-z-]+:[0-9a-f]{32}$/)
    const ids = [
      ...('members' in event ? event.members.map(({ userId }) => userId) : []),
      ...('record' in event ? event.record.memberIds : []),
      ...(event.type === 'unknown' ? [] : ['taskId' in event ? event.taskId : event.callId]),
    ]
    for (const id of ids) expect(typeof id === 'string' && id !== '').toBe(true)
  }
})

describe('keys', () => {
  test('one event has one key, for any JSON layout and sending time', () => {
    fc.assert(
      fc.property(body, fc.nat({ max: 60_000 }), (fields, laterMs) => {
        const one = { ...ingest(701), EventInfo: { TaskId: 't', ...fields } }
        const EventInfo = Object.fromEntries(Object.entries(one.EventInfo).reverse())
        const again = Object.fromEntries(Object.entries({ ...one, EventInfo, CallbackMsTs: now + laterMs }).reverse())
        const indented = trtcDelivery(JSON.stringify(again, null, 2), { now: now + laterMs })
        expect(verifyTrtcWebhook(indented).key).toBe(verifyTrtcWebhook(trtcDelivery(one)).key)
      }),
    )
  })

  test('different events have different keys', () => {
    const info = fc.record({
      TaskId: fc.constantFrom('t', 't:1', '1'),
      EventMsTs: fc.integer({ min: now, max: now + 3 }),
      Status: fc.integer({ min: 0, max: 2 }),
    })
    const event = fc.tuple(fc.constantFrom(701, 702), info)
    fc.assert(
      fc.property(event, event, ([type, one], [otherType, other]) => {
        const same = type === otherType && JSON.stringify(one) === JSON.stringify(other)
        expect(keyOf(type, one) === keyOf(otherType, other)).toBe(same)
      }),
    )
  })

  function keyOf(type: number, info: object): string {
    return verifyTrtcWebhook(trtcDelivery(ingest(type, info))).key
  }
})

test('integers of any size keep all digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 40n }), (account) => {
      const text = JSON.stringify(changed).replaceAll('"jack"', String(account))
      const event = verifyCallWebhook(callDelivery(text))
      expect(event).toMatchObject({ changes: [{ userId: String(account) }] })
      const events = createCallEvents()
      events.push({ ...changed, UserList: [{ User_Account: new LosslessNumber(String(account)), Status: 'Calling' }] })
      expect(events.getCall('c-1')?.members?.[0]?.userId).toBe(String(account))
    }),
  )
})

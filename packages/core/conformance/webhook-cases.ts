import type { createWebhookHandler, isWebhookError, verifyCallWebhook, verifyTrtcWebhook } from '../src/webhooks.ts'
import { assertEqual, type ConformanceCase } from './assert.ts'

/** The webhook functions to test, of one build on one runtime. */
export interface WebhookLibrary {
  readonly verifyTrtcWebhook: typeof verifyTrtcWebhook
  readonly verifyCallWebhook: typeof verifyCallWebhook
  readonly createWebhookHandler: typeof createWebhookHandler
  readonly isWebhookError: typeof isWebhookError
}

const sdkAppId = 1_400_000_000
const now = 1_767_225_600_000

/**
 * The vendor's worked example of a signed event.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/39558}
 */
const published = {
  key: '123654',
  sign: 'kkoFeO3Oh2ZHnjtg8tEAQhtXK16/KI05W3BQff8IvGA=',
  sentAt: 1_664_209_748_188,
  body:
    '{\n\t"EventGroupId":\t2,\n\t"EventType":\t204,\n\t"CallbackTs":\t1664209748188,\n\t"EventInfo":\t{\n\t\t"RoomId":\t8489,\n' +
    '\t\t"EventTs":\t1664209748,\n\t\t"EventMsTs":\t1664209748180,\n\t\t"UserId":\t"user_85034614",\n\t\t"Reason":\t0\n\t}\n}',
} as const

/**
 * The vendor's worked example of a signed query.
 *
 * @see {@link https://trtc.io/document/34354}
 */
const signedQuery = {
  token: 'xxxxyyyy',
  requestTimeMs: 1_669_872_112_000,
  query: 'RequestTime=1669872112&Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061',
} as const

const startCommand = 'Call.CallbackAfterStartCall'
/** With the account of the vendor's sample, a bare number beyond 2^53. */
const started = `{"CallbackCommand":"${startCommand}","CallInfo":{"CallId":"c-1","CallMediaType":"Video","ChatGroupId":"","RoomId":"room-42","RoomIdType":2},"UserList":[{"User_Account":144115212830834855,"Status":"Calling"}],"EventTime":${now}}`

/** Test cases for webhooks: the vendor's published signatures, large numbers, rejected deliveries and responses. */
export function webhookCases(library: WebhookLibrary): readonly ConformanceCase[] {
  return [...trtcCases(library), ...callCases(library), ...handlerCases(library)]
}

function trtcCases({ verifyTrtcWebhook, isWebhookError }: WebhookLibrary): readonly ConformanceCase[] {
  const headers = new Headers({ Sign: published.sign, SdkAppId: String(sdkAppId) })
  const delivery = { body: published.body, headers, key: published.key, sdkAppId, now: published.sentAt }
  const refusal = (changes: object): unknown =>
    reasonOf(isWebhookError, () => verifyTrtcWebhook({ ...delivery, ...changes }))
  return [
    check('the published event is accepted', () => {
      const event = verifyTrtcWebhook(delivery)
      return [event.type, event.at, event.type === 'unknown' && event.family === 'trtc' && event.eventType]
    }, ['unknown', 1_664_209_748_180, 204]),
    check(
      'bytes and text give the same event',
      () => verifyTrtcWebhook({ ...delivery, body: bytesOf(published.body) }).key === verifyTrtcWebhook(delivery).key,
      true,
    ),
    check('a changed byte is rejected', () => refusal({ body: published.body.replace('204', '205') }), 'signature'),
    check('another key is rejected', () => refusal({ key: '123655' }), 'signature'),
    check(
      'one of several keys is accepted',
      () => verifyTrtcWebhook({ ...delivery, key: ['new', published.key] }).authenticated,
      true,
    ),
    check('another app is rejected', () => refusal({ sdkAppId: sdkAppId + 1 }), 'other-app'),
    check('an old delivery is rejected', () => refusal({ now: published.sentAt + 300_001 }), 'stale'),
    check('a body over the limit is rejected', () => refusal({ maxBodyBytes: 16 }), 'too-large'),
  ]
}

function callCases({ verifyCallWebhook, isWebhookError }: WebhookLibrary): readonly ConformanceCase[] {
  const base = `/calls?SdkAppid=${sdkAppId}&CallbackCommand=${startCommand}&contenttype=json`
  const url = `${base}&${signedQuery.query}`
  const delivery = { body: started, url, token: signedQuery.token, sdkAppId, now: signedQuery.requestTimeMs }
  const refusal = (changes: object): unknown =>
    reasonOf(isWebhookError, () => verifyCallWebhook({ ...delivery, ...changes }))
  return [
    check('the published Sign of a query is accepted', () => verifyCallWebhook(delivery).authenticated, true),
    check('large numbers keep all digits', () => {
      const event = verifyCallWebhook(delivery)
      return event.type === 'call-started' ? [event.callId, event.media, event.room, event.members] : event.type
    }, ['c-1', 'video', { kind: 'string', id: 'room-42' }, [{ userId: '144115212830834855', status: 'Calling' }]]),
    check('another token is rejected', () => refusal({ token: 'xxxxyyyz' }), 'signature'),
    check('an old RequestTime is rejected', () => refusal({ now }), 'stale'),
    check(
      'a missing secret in the URL is rejected',
      () => refusal({ secret: { name: 'token', value: 'of-this-test' } }),
      'signature',
    ),
    check('another app is rejected', () => refusal({ sdkAppId: sdkAppId + 1 }), 'other-app'),
    check(
      'another command than in the URL is rejected',
      () => refusal({ body: started.replace('Start', 'End') }),
      'malformed',
    ),
    check('a body that is not JSON is rejected', () => refusal({ body: `${started},` }), 'malformed'),
    check(
      'a body that is not UTF-8 is rejected',
      () => refusal({ body: new Uint8Array([123, 34, 255, 34, 125]) }),
      'malformed',
    ),
  ]
}

function handlerCases({ createWebhookHandler }: WebhookLibrary): readonly ConformanceCase[] {
  const address = `https://example.com/?token=of-this-test&SdkAppid=${sdkAppId}&CallbackCommand=${startCommand}`
  const answers = async () => {
    const seen: string[] = []
    const handle = createWebhookHandler({
      sdkAppId,
      call: { secret: { name: 'token', value: 'of-this-test' } },
      respond: 'after-handler',
      now: () => now,
      onEvent: ({ type }) => seen.push(type),
      onError: () => {},
    })
    const post = (url: string) => handle(new Request(url, { method: 'POST', body: started }))
    const responses = [await post(address), await post(address), await post(address.replace('of-this', 'of-that'))]
    return [...(await Promise.all(responses.map(async (response) => [response.status, await response.text()]))), seen]
  }
  const ok = [200, '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}']
  return [
    check('a handler responds in the vendor’s envelope, and handles an event once', answers, [
      ok,
      ok,
      [401, 'not authorized\n'],
      ['call-started'],
    ]),
  ]
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function reasonOf(isWebhookError: WebhookLibrary['isWebhookError'], verify: () => unknown): unknown {
  try {
    return verify()
  } catch (error) {
    return isWebhookError(error) ? error.reason : String(error)
  }
}

function check(name: string, actual: () => unknown, expected: unknown): ConformanceCase {
  return {
    name: `webhooks: ${name}`,
    run: () => {
      const value = actual()
      return value instanceof Promise
        ? value.then((settled) => assertEqual(settled, expected))
        : assertEqual(value, expected)
    },
  }
}

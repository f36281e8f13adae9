import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/input-error.ts'
import { type TrtcWebhook, verifyTrtcWebhook } from '../../src/webhooks.ts'
import { ingest, key, now, sdkAppId, trtcDelivery } from './deliveries.ts'

describe('accepted deliveries', () => {
  test('a started and an ended stream', () => {
    const raw = ingest(701)
    expect(verifyTrtcWebhook(trtcDelivery(raw))).toEqual({
      family: 'trtc',
      type: 'ingest-started',
      taskId: 't-1',
      status: 'playing',
      key: expect.stringMatching(/^1400000000:ingest-started:[0-9a-f]{32}$/),
      at: now - 100,
      sdkAppId,
      authenticated: true,
      raw,
    })
    expect(verifyTrtcWebhook(trtcDelivery(ingest(702)))).toMatchObject({ type: 'ingest-stopped', taskId: 't-1' })
  })

  test.each([
    [{ Status: 1 }, { status: 'failed' }],
    [{ Status: '2' }, { status: 'retrying' }],
    [{ Status: 9 }, { status: 'unknown' }],
    [{ Status: undefined }, { status: 'unknown' }],
    [{ EventMsTs: '1767225599000' }, { at: 1_767_225_599_000 }],
    [{ EventMsTs: undefined, EventTs: 1_767_225_598 }, { at: 1_767_225_598_000 }],
    [{ EventMsTs: undefined }, { at: now - 50 }],
  ])('%j is read as %j', (info, expected) => {
    expect(verifyTrtcWebhook(trtcDelivery(ingest(701, info)))).toMatchObject({ type: 'ingest-started', ...expected })
  })

  test('the group of the vendor’s table, and the time field of its other pages', () => {
    const { CallbackMsTs, ...rest } = ingest(702)
    const body = { ...rest, EventGroupId: 4, CallbackTs: CallbackMsTs }
    expect(verifyTrtcWebhook(trtcDelivery(body)).type).toBe('ingest-stopped')
  })

  test.each([
    [{ EventGroupId: 1, EventType: 103, CallbackTs: now, EventInfo: { RoomId: 1, UserId: 'jack' } }, 1, 103],
    [{ ...ingest(701), EventInfo: { Status: 0 } }, 7, 701],
    [{ EventGroupId: 'x', EventType: null, EventInfo: 'text' }, undefined, undefined],
    [{}, undefined, undefined],
  ])('%j comes through as unknown', (raw, eventGroupId, eventType) => {
    const delivery = trtcDelivery(raw)
    expect(verifyTrtcWebhook(delivery)).toMatchObject({ type: 'unknown', family: 'trtc', eventGroupId, eventType })
  })

  test.each([
    ['a Request’s', (sign: string) => new Headers({ sign, sdkappid: String(sdkAppId) })],
    ['Node’s', (sign: string) => ({ sign, sdkappid: String(sdkAppId), cookie: undefined, accept: ['a', 'b'] })],
    ['as the page spells them', (sign: string) => ({ Sign: sign, SdkAppId: String(sdkAppId) })],
  ])('headers: %s', (_name, headersOf) => {
    const delivery = trtcDelivery(ingest(702))
    const sign = (delivery.headers as Headers).get('Sign') ?? ''
    expect(verifyTrtcWebhook({ ...delivery, headers: headersOf(sign) }).type).toBe('ingest-stopped')
  })

  test('the body as text, as bytes and as a buffer', () => {
    const delivery = trtcDelivery(ingest(702))
    const bytes = new TextEncoder().encode(delivery.body as string)
    for (const body of [delivery.body, bytes, bytes.buffer, Buffer.from(bytes)]) {
      expect(verifyTrtcWebhook({ ...delivery, body }).type).toBe('ingest-stopped')
    }
  })
})

describe('rejected deliveries', () => {
  const good = trtcDelivery(ingest(701))
  const sign = (good.headers as Headers).get('Sign') ?? ''
  const app = String(sdkAppId)

  test.each<[string, Partial<TrtcWebhook>, string, number]>([
    ['another key', { key: `${key}x` }, 'signature', 401],
    ['no key of several', { key: ['one', 'two'] }, 'signature', 401],
    ['no Sign', { headers: { SdkAppId: app } }, 'signature', 401],
    ['an empty Sign', { headers: { Sign: '', SdkAppId: app } }, 'signature', 401],
    ['two Signs', { headers: { Sign: [sign, sign], SdkAppId: app } }, 'signature', 401],
    ['half a Sign', { headers: { Sign: sign.slice(0, 22), SdkAppId: app } }, 'signature', 401],
    [
      'a Sign that differs at its end',
      { headers: { Sign: `${sign.slice(0, -2)}!=`, SdkAppId: app } },
      'signature',
      401,
    ],
    ['more than a Sign', { headers: { Sign: `${sign}=`, SdkAppId: app } }, 'signature', 401],
    ['no app', { headers: { Sign: sign } }, 'other-app', 401],
    ['another app', { headers: { Sign: sign, SdkAppId: `${app}0` } }, 'other-app', 401],
    ['an old one', { now: now - 50 + 300_001 }, 'stale', 401],
    ['one from the future', { now: now - 50 - 300_001 }, 'stale', 401],
    ['one older than maxAgeMs', { now: now + 1_000, maxAgeMs: 1_000 }, 'stale', 401],
    ['a large body', { maxBodyBytes: 100 }, 'too-large', 413],
  ])('%s', (_name, changes, reason, status) => {
    expect(() => verifyTrtcWebhook({ ...good, ...changes })).toThrow(
      expect.objectContaining({ code: 'ERR_WEBHOOK', reason, status }),
    )
  })

  test('the limits are inclusive', () => {
    const size = (good.body as string).length
    expect(verifyTrtcWebhook({ ...good, now: now - 50 + 300_000, maxBodyBytes: size }).type).toBe('ingest-started')
    expect(verifyTrtcWebhook({ ...good, now: 1, maxAgeMs: Number.POSITIVE_INFINITY }).type).toBe('ingest-started')
  })

  test('signed, but not UTF-8', () => {
    const body = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])
    const Sign = createHmac('sha256', key).update(body).digest('base64')
    const verify = () => verifyTrtcWebhook({ ...good, body, headers: { Sign, SdkAppId: app } })
    expect(verify).toThrow(expect.objectContaining({ reason: 'malformed' }))
  })

  test('a stream event without a sending time', () => {
    const { CallbackMsTs: _, ...timeless } = ingest(702)
    expect(() => verifyTrtcWebhook(trtcDelivery(timeless))).toThrow(expect.objectContaining({ reason: 'stale' }))
  })

  test.each([
    '[]',
    'null',
    '7',
    '""',
    '',
    '{',
    '{"a":1,"a":2}',
    '{"a":01}',
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  ])('signed, but %.20j', (body) => {
    expect(() => verifyTrtcWebhook(trtcDelivery(body))).toThrow(expect.objectContaining({ reason: 'malformed' }))
  })

  test.each<[object, string]>([
    [{ body: ingest(701) }, 'body must be the raw body'],
    [{ body: undefined }, 'body must be the raw body'],
    [{ headers: undefined }, 'headers is missing'],
    [{ key: '' }, 'key must not be empty'],
    [{ key: [] }, 'key must have at least one secret'],
    [{ key: ['good', ' '] }, 'key[1] begins or ends with white space'],
    [{ sdkAppId: '1400000000' }, 'sdkAppId must be an integer'],
    [{ maxAgeMs: 0 }, 'maxAgeMs must be'],
    [{ maxBodyBytes: Number.NaN }, 'maxBodyBytes must be'],
    [{ now: 'soon' }, 'now must be'],
    [{ maxAge: 5 }, 'maxAge is not a known field; did you mean maxAgeMs?'],
  ])('invalid options throw an InputError: %j', (changes, message) => {
    const verify = () => verifyTrtcWebhook({ ...good, ...changes })
    expect(verify).toThrow(InputError)
    expect(verify).toThrow(message)
  })
})

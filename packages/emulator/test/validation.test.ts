import { callDocument, type OpenApiDocument, trtcDocument } from '@trtc-call/spec/documents'
import { describe, expect, test } from 'vitest'
import { listOperations } from '../src/operations/operations.ts'
import { createBodyValidator } from '../src/operations/validation.ts'

const guide = { ingestRoomIdType: 'guide' } as const
const reference = { ingestRoomIdType: 'reference' } as const
const validateCall = createBodyValidator(callDocument)
const validateTrtc = createBodyValidator(trtcDocument)

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 },
}
const ingest = {
  SdkAppId: 1400000000,
  RoomId: 'room-42',
  RoomIdType: 1,
  UserId: 'robot',
  UserSig: 'a-signature',
  StreamUrl: 'https://media.example/a.mp4',
}

describe.each([
  ['call', callDocument],
  ['trtc', trtcDocument],
])("every request example of %s.yaml is valid, with the guide's convention", (_, document) => {
  test.each(examplesOf(document))('%s: %s', (operationId, _name, value) => {
    expect(createBodyValidator(document)(operationId, value, guide)).toBeUndefined()
  })
})

describe('rules beyond JSON Schema', () => {
  test.each([
    [{ ...ring, UserData: 'é'.repeat(500) }, undefined],
    [{ ...ring, UserData: 'é'.repeat(501) }, 'UserData must have at most 1000 bytes'],
    [{ ...ring, CalleeList_Account: ['jack', 'é'.repeat(17)] }, 'CalleeList_Account.1 must have at most 32 bytes'],
    [{ ...ring, Robot_Account: 'a\nb' }, /^Robot_Account must be text without control/],
    [withRoom({ RoomId: '1', RoomIdType: 1 }), undefined],
    [withRoom({ RoomId: '4294967294', RoomIdType: 1 }), undefined],
    [withRoom({ RoomId: '4294967295', RoomIdType: 1 }), /^CallInfo.RoomId does not fit RoomIdType 1/],
    [withRoom({ RoomId: '0', RoomIdType: 1 }), /^CallInfo.RoomId does not fit/],
    [withRoom({ RoomId: '042', RoomIdType: 1 }), /^CallInfo.RoomId does not fit/],
    [withRoom({ RoomId: '1e3', RoomIdType: 1 }), /^CallInfo.RoomId does not fit/],
    [withRoom({ RoomId: '042', RoomIdType: 2 }), undefined],
    [withRoom({ RoomId: 'a'.repeat(65), RoomIdType: 2 }), /^CallInfo.RoomId/],
    [withRoom({ RoomId: 'Küche', RoomIdType: 2 }), /^CallInfo.RoomId does not fit RoomIdType 2/],
    [withRoom({ RoomId: 'room\n', RoomIdType: 2 }), /^CallInfo.RoomId does not fit/],
    [withRoom({ RoomId: 'room-42' }), 'CallInfo.RoomIdType is missing'],
    [withRoom({ RoomIdType: 2 }), 'CallInfo.RoomId is missing'],
    [withRoom({}), undefined],
  ])('startCallByRobot %#', (body, verdict) => {
    const given = validateCall('startCallByRobot', body, guide)?.message
    if (verdict instanceof RegExp) expect(given).toMatch(verdict)
    else expect(given).toBe(verdict)
  })

  test('OPPONotifyLevel requires OPPOCategory', () => {
    const push = (AndroidInfo: object) =>
      validateCall('startCallByRobot', { ...ring, OfflinePushInfo: { AndroidInfo } }, guide)?.message
    expect(push({ OPPONotifyLevel: 16, OPPOCategory: 'IM' })).toBeUndefined()
    expect(push({ OPPONotifyLevel: 16 })).toBe(
      'OfflinePushInfo.AndroidInfo.OPPONotifyLevel is allowed only together with OPPOCategory',
    )
  })

  test('MaxDuration requires RepeatNum -1; RepeatNum must not be 0', () => {
    const verdict = (changes: object) => validateTrtc('startStreamIngest', { ...ingest, ...changes }, guide)?.message
    expect(verdict({ RepeatNum: -1, MaxDuration: 10 })).toBeUndefined()
    expect(verdict({ RepeatNum: 2, MaxDuration: 10 })).toBe('MaxDuration is allowed only together with RepeatNum -1')
    expect(verdict({ MaxDuration: 10 })).toBe('MaxDuration is allowed only together with RepeatNum -1')
    expect(verdict({ RepeatNum: 0 })).toBe('RepeatNum must not be 0')
  })

  test('an ingest room is validated with the convention of the emulator', () => {
    const verdict = (RoomIdType: number, convention: typeof guide | typeof reference) =>
      validateTrtc('startStreamIngest', { ...ingest, RoomIdType }, convention)?.message
    expect([verdict(1, guide), verdict(0, reference)]).toEqual([undefined, undefined])
    expect(verdict(0, guide)).toMatch(/^RoomId does not fit RoomIdType 0/)
    expect(verdict(1, reference)).toMatch(/^RoomId does not fit RoomIdType 1/)
  })
})

test('no message holds the value of a secret', () => {
  const secret = 'not-a-url-but-a-secret'
  for (const name of ['StreamUrl', 'UserSig', 'PrivateMapKey']) {
    const verdict = validateTrtc(
      'startStreamIngest',
      { ...ingest, [name]: name === 'StreamUrl' ? secret : 7 },
      guide,
    )?.message
    expect(verdict).toMatch(new RegExp(`^${name} must be`))
    expect(verdict).not.toContain(secret)
  }
})

test('an operation that does not exist', () => {
  expect(() => validateCall('startStreamIngest', {}, guide)).toThrow(TypeError)
})

function withRoom(room: object): object {
  return { ...ring, CallInfo: { MediaType: 'Video', ...room } }
}

/** The request examples of a document. */
function examplesOf(document: OpenApiDocument): [operationId: string, name: string, value: unknown][] {
  type Body = { content: { 'application/json': { examples?: Record<string, { value: unknown }> } } }
  const posts = Object.values(document.paths).map(
    (item) => (item as { post: { operationId: string; requestBody: Body } }).post,
  )
  const known = new Set(listOperations(document).map(({ id }) => id))
  return posts.flatMap(({ operationId, requestBody }) => {
    const examples = Object.entries(requestBody.content['application/json'].examples ?? {})
    return known.has(operationId)
      ? examples.map(([name, { value }]) => [operationId, name, value] as [string, string, unknown])
      : []
  })
}

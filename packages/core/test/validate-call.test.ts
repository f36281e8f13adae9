import { expect, test } from 'vitest'
import { callsOn, ring } from './support/clients.ts'
import { expectInputError } from './support/input-error.ts'
import { always, callOk, createWire } from './support/wire.ts'

type Body = Readonly<Record<string, unknown>>
type Case = readonly [title: string, change: Body, message: string | RegExp]

const info = (fields: Body) => ({ CallInfo: { MediaType: 'Video', ...fields } })
const push = (fields: Body) => ({ OfflinePushInfo: fields })
const android = (fields: Body) => push({ AndroidInfo: fields })
const roomText = 'ASCII letters, digits, space and any of !#$%&+-:;<=.>?@[]^_{}|~,'

const rings: readonly Case[] = [
  ['a robot over 32 bytes', { Robot_Account: 'r'.repeat(33) }, 'Robot_Account must have at most 32 bytes, given 33'],
  [
    'a robot over 32 bytes, not characters',
    { Robot_Account: '机'.repeat(11) },
    /^Robot_Account must have at most \d+ bytes, given 33$/,
  ],
  [
    'a callee over 32 bytes',
    { CalleeList_Account: ['a', '😀'.repeat(9)] },
    /^CalleeList_Account\[1\] must have at most \d+ bytes, given 36$/,
  ],
  ['an empty robot', { Robot_Account: '' }, 'Robot_Account must not be empty'],
  [
    'a newline in a user id',
    { Robot_Account: 'ro\nbot' },
    /^Robot_Account must be text without control.*, given 6 bytes$/,
  ],
  ['no callees', { CalleeList_Account: [] }, 'CalleeList_Account must not be empty'],
  ['callees in a string', { CalleeList_Account: 'jack' }, 'CalleeList_Account must be an array, given string'],
  ['a callee that is a number', { CalleeList_Account: [7] }, 'CalleeList_Account[0] must be a string, given number'],
  ['a hole in the callees', { CalleeList_Account: [undefined, 'jack'] }, 'CalleeList_Account[0] is missing'],
  ['a time-out in seconds', { Timeout: 30 }, 'Timeout must be an integer from 10000 to 600000, given 30'],
  ['a time-out below the least', { Timeout: 9_999 }, 'Timeout must be an integer from 10000 to 600000, given 9999'],
  ['a time-out above the most', { Timeout: 600_001 }, 'Timeout must be an integer from 10000 to 600000, given 600001'],
  ['a time-out of NaN', { Timeout: Number.NaN }, 'Timeout must be an integer from 10000 to 600000, given NaN'],
  [
    'an endless time-out',
    { Timeout: Number.POSITIVE_INFINITY },
    'Timeout must be an integer from 10000 to 600000, given Infinity',
  ],
  [
    'a time-out with a fraction',
    { Timeout: 30_000.5 },
    'Timeout must be an integer from 10000 to 600000, given 30000.5',
  ],
  ['a time-out in a string', { Timeout: '30000' }, 'Timeout must be an integer from 10000 to 600000, given string'],
  ['a time-out of null', { Timeout: null }, 'Timeout must be an integer from 10000 to 600000, given null'],
  ['no time-out', { Timeout: undefined }, 'Timeout is missing'],
  ['UserData over 1000 bytes', { UserData: 'd'.repeat(1001) }, 'UserData must have at most 1000 bytes, given 1001'],
  [
    'UserData over 1000 bytes, not characters',
    { UserData: 'é'.repeat(501) },
    /^UserData must have at most \d+ bytes, given 1002$/,
  ],
  ['media in small letters', info({ MediaType: 'video' }), 'CallInfo.MediaType must be one of "Video", "Audio"'],
  [
    'a room without its type',
    info({ RoomId: 'room-42' }),
    /^CallInfo.RoomIdType is missing: RoomId and RoomIdType come/,
  ],
  ['a room type without a room', info({ RoomIdType: 2 }), /^CallInfo.RoomId is missing: RoomId and RoomIdType come/],
  ['a third kind of room', info({ RoomId: '1', RoomIdType: 3 }), 'CallInfo.RoomIdType must be one of 1, 2, given 3'],
  [
    'ingest’s numbering of rooms',
    info({ RoomId: '1', RoomIdType: 0 }),
    /^CallInfo.RoomIdType must be one of 1, 2, given 0/,
  ],
  ['a room id that is a number', info({ RoomId: 42, RoomIdType: 1 }), 'CallInfo.RoomId must be a string, given number'],
  [
    'letters in an int room',
    info({ RoomId: 'room-42', RoomIdType: 1 }),
    /^CallInfo.RoomId must be a number from 1 to 4294967294/,
  ],
  ['int room 0', info({ RoomId: '0', RoomIdType: 1 }), /^CallInfo.RoomId must be a number from 1/],
  [
    'int room 4294967295',
    info({ RoomId: '4294967295', RoomIdType: 1 }),
    /must be a number from 1 to 4294967294 in digits/,
  ],
  ['int room 007', info({ RoomId: '007', RoomIdType: 1 }), /^CallInfo.RoomId must be a number from 1/],
  [
    'a string room over 64 bytes',
    info({ RoomId: 'r'.repeat(65), RoomIdType: 2 }),
    /^CallInfo.RoomId must have at most 64 bytes, given 65/,
  ],
  [
    'a string room beyond its alphabet',
    info({ RoomId: 'café', RoomIdType: 2 }),
    `CallInfo.RoomId must be ${roomText} for a string room`,
  ],
  [
    'a level without its category',
    android({ OPPONotifyLevel: 2 }),
    'OfflinePushInfo.AndroidInfo.OPPONotifyLevel may only be given with OPPOCategory',
  ],
  ['an unknown field', { Media: 'Video' }, 'Media is not a known field'],
  ['a field in wrong letters', { Userdata: 'x' }, 'Userdata is not a known field; did you mean UserData?'],
  [
    'a nested field in wrong letters',
    push({ title: 'x' }),
    'OfflinePushInfo.title is not a known field; did you mean Title?',
  ],
  ['a field that every object has', { constructor: 1 }, 'constructor is not a known field'],
  [
    'a picture over http',
    android({ HuaWeiImage: 'http://x.example/a.png' }),
    /^OfflinePushInfo.AndroidInfo.HuaWeiImage must be an https URL.*, given \d+ bytes$/,
  ],
  [
    'a badge over its limit',
    push({ BadgeAddNum: 100 }),
    'OfflinePushInfo.BadgeAddNum must be an integer from 1 to 99, given 100',
  ],
]

test.each(rings)('%s does not ring', async (_, change, message) => {
  const wire = createWire(callOk())
  await expectInputError(
    callsOn(wire).startCallByRobot({ ...ring, ...change } as typeof ring),
    'startCallByRobot',
    message,
  )
  expect(wire.requests).toHaveLength(0)
})

test('values at the limits are sent', async () => {
  const wire = createWire(...always(callOk()))
  const calls = callsOn(wire)
  const accounts = { Robot_Account: `${'机'.repeat(10)}ab`, CalleeList_Account: ['x'.repeat(32)] }
  await calls.startCallByRobot({ ...ring, ...accounts, UserData: `${'数'.repeat(333)}x`, Timeout: 10_000 })
  await calls.startCallByRobot({ ...ring, CallInfo: { MediaType: 'Audio', RoomId: '4294967294', RoomIdType: 1 } })
  const text = 'aZ09 !#$%&+-:;<=.>?@[]^_{}|~,'.padEnd(64, '.')
  await calls.startCallByRobot({
    ...ring,
    CallInfo: { MediaType: 'Audio', RoomId: text, RoomIdType: 2 },
    Timeout: 600_000,
  })
  expect(wire.requests).toHaveLength(3)
})

test('undefined fields are left out, and the body object is not changed', async () => {
  const wire = createWire(callOk())
  const body = Object.freeze({ ...ring, UserData: undefined, OfflinePushInfo: undefined })
  await callsOn(wire).startCallByRobot(body)
  expect(JSON.parse(wire.requests[0]?.init.body ?? '')).toEqual(JSON.parse(JSON.stringify(ring)))
})

test.each([undefined, null, 'text', 7, [ring], () => ring])('a body of %s throws an InputError', async (body) => {
  const wire = createWire(callOk())
  await expect(callsOn(wire).startCallByRobot(body as unknown as typeof ring)).rejects.toThrow(
    /^startCallByRobot: body (must be an object|is missing)/,
  )
  expect(wire.requests).toHaveLength(0)
})

import { expect, test } from 'vitest'
import { type DialRequest, type DialStream, intRoom, stringRoom, type TrtcCallOptions } from '../../src/index.ts'
import { rejectionOf } from '../support/clients.ts'
import { request, stream, trtcCallOn } from '../support/dialing.ts'
import { expectInputError } from '../support/input-error.ts'
import { callOk, createWire } from '../support/wire.ts'

type Refused = readonly [title: string, change: object, message: string | RegExp]

const users = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`)

const requests: readonly Refused[] = [
  ['no callees', { callees: [] }, 'callees must not be empty'],
  ['nine callees', { callees: users(9) }, /^callees must have at most 8 entries, given 9/],
  ['the same callee twice', { callees: ['jack', 'jill', 'jack'] }, 'callees[2] is the same user as an earlier callee'],
  ['the robot among the callees', { callees: ['jack', 'robot'] }, 'robot must not be one of the callees'],
  ['callees in a string', { callees: 'jack' }, 'callees must be an array, given string'],
  ['callees left out', { callees: undefined }, 'callees is missing'],
  ['a callee over 32 bytes', { callees: ['é'.repeat(17)] }, 'callees[0] must have at most 32 bytes, given 34'],
  ['a robot over 32 bytes', { robot: 'r'.repeat(33) }, 'robot must have at most 32 bytes, given 33'],
  ['no robot', { robot: undefined }, 'robot is missing'],
  ['media with a capital letter', { media: 'Video' }, 'media must be one of "audio", "video"'],
  ['a time in seconds', { ringTimeoutMs: 30 }, 'ringTimeoutMs must be an integer from 10000 to 600000, given 30'],
  ['a time of NaN', { ringTimeoutMs: Number.NaN }, 'ringTimeoutMs must be an integer from 10000 to 600000, given NaN'],
  ['user data over 1000 bytes', { userData: 'é'.repeat(501) }, 'userData must have at most 1000 bytes, given 1002'],
  ['an unknown field of the push', { push: { title: 'x' } }, 'push.title is not a known field; did you mean Title?'],
  ['a room of a mistyped kind', { room: { kind: 'strng', id: 'a' } }, /^room must be intRoom/],
  ['a room in a string', { room: 'room-42' }, /^room must be intRoom\(1001\) or stringRoom/],
  ['an int room of 0', { room: { kind: 'int', id: 0 } }, /^room\.id must be a number from 1/],
  [
    'a string room over 64 bytes',
    { room: { kind: 'string', id: 'r'.repeat(65) } },
    /^room\.id must have at most \d+ bytes, given 65$/,
  ],
]

const streams: readonly Refused[] = [
  [
    'a stream by ftp',
    { url: 'ftp://x.example/hidden' },
    'stream.url must be an http, https or rtmp URL, given 22 bytes',
  ],
  ['no URL', { url: undefined }, 'stream.url is missing'],
  ['a repetition of 0', { repeat: 0 }, 'stream.repeat must be an integer from 1 to 1000, or "forever", given 0'],
  ['a repetition of -1', { repeat: -1 }, /^stream.repeat must be an integer/],
  ['a repetition of 1001', { repeat: 1001 }, /^stream.repeat must be an integer/],
  ['a repetition of NaN', { repeat: Number.NaN }, /^stream.repeat must be an integer/],
  [
    'a duration without forever',
    { maxDurationMs: 60_000 },
    'stream.maxDurationMs may only be given with stream.repeat "forever"',
  ],
  [
    'a duration over a week',
    { repeat: 'forever', maxDurationMs: 604_860_000 },
    /^stream.maxDurationMs must be .* from 60000 to 604800000, given 604860000$/,
  ],
  ['a duration of 0', { repeat: 'forever', maxDurationMs: 0 }, /^stream.maxDurationMs must be .* from 60000/],
  ['a duration in seconds', { repeat: 'forever', maxDurationMs: 600 }, /^stream.maxDurationMs must be .* from 60000/],
  ['a duration of NaN', { repeat: 'forever', maxDurationMs: Number.NaN }, /^stream.maxDurationMs must be/],
  ['a beginning in seconds', { seekMs: 90 }, 'stream.seekMs must be a multiple of 1000 of at least 0, given 90'],
  ['a beginning within a second', { seekMs: 1_500 }, /^stream.seekMs must be a multiple of 1000 .* given 1500$/],
  [
    'a duration within a minute',
    { repeat: 'forever', maxDurationMs: 90_000 },
    /^stream.maxDurationMs must be a multiple of 60000 .* given 90000$/,
  ],
  ['a beginning of NaN', { seekMs: Number.NaN }, /^stream.seekMs must be a multiple of 1000 .* given NaN$/],
  ['a volume of 201', { volume: 201 }, 'stream.volume must be an integer from 0 to 200, given 201'],
  [
    'a beginning before the beginning',
    { seekMs: -1_000 },
    /^stream.seekMs must be a multiple of 1000 of at least 0, given -1000$/,
  ],
  ['a time that there is not', { start: 'later' }, 'stream.start must be one of "on-answer", "immediately"'],
  ['an end that there is not', { onEnd: 'keep' }, 'stream.onEnd must be one of "hang-up", "stay"'],
  ['an empty UserSig', { userSig: '' }, 'stream.userSig must not be empty'],
  ['a ticket that is a number', { privateMapKey: 314_159 }, 'stream.privateMapKey must be a string, given number'],
  [
    'a stream on this machine',
    { url: 'http://127.0.0.1:8080/a.mp4?hidden' },
    /^stream.url must have a host that the vendor's servers can reach/,
  ],
  [
    'a stream in a private network',
    { url: 'rtmp://192.168.1.7/live/hidden' },
    /^stream.url must have a host that the vendor's servers can reach/,
  ],
]

const administrator = { call: { site: 'china', identifier: 'administrator', userSig: 'eJw-static' } } as const

const setups: readonly (readonly [string, Partial<TrtcCallOptions>, object, string | RegExp])[] = [
  ['a stream without cloud', { cloud: undefined }, { stream }, /^cloud is missing: a stream needs cloud access/],
  [
    'a static admin signature and a stream',
    administrator,
    { stream },
    /^stream.userSig is missing: give a UserSig of the robot/,
  ],
  [
    'an int room and a stream',
    {},
    { stream, room: intRoom(42) },
    /^ingestRoomIdType is missing: in a room of digits .* set `ingestRoomIdType` of createTrtcCall/,
  ],
  [
    'a room of digits and a stream',
    {},
    { stream, room: stringRoom('42') },
    /^ingestRoomIdType is missing: in a room of digits .* set `ingestRoomIdType` of createTrtcCall/,
  ],
]

test.each(requests)('%s does not ring', async (_, change, message) => {
  const wire = createWire(callOk({ CallId: 'c-1' }))
  await expectInputError(trtcCallOn(wire).dial({ ...request, ...change } as DialRequest), undefined, message)
  expect(wire.requests).toHaveLength(0)
})

test.each(streams)('%s does not ring', async (_, change, message) => {
  const wire = createWire(callOk({ CallId: 'c-1' }))
  const dialed = trtcCallOn(wire).dial({ ...request, stream: { ...stream, ...change } as DialStream })
  const error = await expectInputError(dialed, undefined, message)
  expect(error.message).not.toMatch(/hidden|314/)
  expect(wire.requests).toHaveLength(0)
})

test.each(setups)('%s does not ring', async (_, options, change, message) => {
  const wire = createWire(callOk({ CallId: 'c-1' }))
  await expectInputError(trtcCallOn(wire, options).dial({ ...request, ...change }), undefined, message)
  expect(wire.requests).toHaveLength(0)
})

const accepted: readonly (readonly [string, Partial<TrtcCallOptions>, Partial<DialRequest>])[] = [
  ['eight callees', {}, { callees: users(8) }],
  [
    'a stream on this machine, for a cloud on this machine',
    { endpoints: { trtc: 'http://127.0.0.1:1' } },
    { stream: { url: 'http://127.0.0.1/a.mp4' } },
  ],
  [
    'a static admin signature and a stream with its own',
    administrator,
    { stream: { ...stream, userSig: 'eJw-robot' } },
  ],
  ['a static admin signature, and the robot is the admin', administrator, { robot: 'administrator', stream }],
  ['an int room and a stream, with a convention', { ingestRoomIdType: 'guide' }, { stream, room: intRoom(42) }],
  ['an int room and no stream', {}, { room: intRoom(42) }],
  ['a static admin signature and no stream', { ...administrator, cloud: undefined }, {}],
]

test.each(accepted)('%s rings', async (_, options, change) => {
  const wire = createWire(callOk({ CallId: 'c-1' }))
  const call = await trtcCallOn(wire, options).dial({ ...request, ...change }, { until: 'placed' })
  expect([call.callId, call.state, wire.requests.length]).toEqual(['c-1', 'ringing', 1])
})

test('an abort before the ring does not ring, and throws its reason unchanged', async () => {
  const wire = createWire(callOk({ CallId: 'c-1' }))
  const reason = { why: 'changed my mind' }
  expect(await rejectionOf(trtcCallOn(wire).dial(request, { signal: AbortSignal.abort(reason) }))).toBe(reason)
  expect(wire.requests).toHaveLength(0)
})

test('the default room is a new string room that starts with a letter', async () => {
  const wire = createWire(callOk({ CallId: 'c-1' }), callOk({ CallId: 'c-2' }))
  const { dial } = trtcCallOn(wire, { random: Math.random })
  const rooms = [await dial(request), await dial(request)].map(({ room }) => room)
  for (const room of rooms) expect(room).toEqual({ kind: 'string', id: expect.stringMatching(/^[a-z][a-z0-9]{19}$/) })
  expect(rooms[0]).not.toEqual(rooms[1])
})

import { expect, test } from 'vitest'
import { play, trtcOn } from './support/clients.ts'
import { expectInputError } from './support/input-error.ts'
import { always, createWire, trtcOk } from './support/wire.ts'

type Body = Readonly<Record<string, unknown>>
type Case = readonly [title: string, change: Body, message: string | RegExp]

const streams: readonly Case[] = [
  ['a repetition of 0', { RepeatNum: 0 }, 'RepeatNum must not be 0'],
  ['a repetition of -2', { RepeatNum: -2 }, 'RepeatNum must be an integer from -1 to 1000, given -2'],
  ['a repetition of 1001', { RepeatNum: 1001 }, 'RepeatNum must be an integer from -1 to 1000, given 1001'],
  ['a duration without repetition', { MaxDuration: 5 }, 'MaxDuration may only be given with RepeatNum -1'],
  [
    'a duration with a counted repetition',
    { MaxDuration: 5, RepeatNum: 3 },
    'MaxDuration may only be given with RepeatNum -1',
  ],
  [
    'a duration over a week',
    { MaxDuration: 10_081, RepeatNum: -1 },
    'MaxDuration must be an integer from 1 to 10080, given 10081',
  ],
  [
    'a stream by ftp',
    { StreamUrl: 'ftp://x.example/hidden' },
    'StreamUrl must be an http, https or rtmp URL, given 22 bytes',
  ],
  [
    'a stream without a scheme',
    { StreamUrl: 'x.example/hidden' },
    /^StreamUrl must be an http, https or rtmp URL, given 16 bytes$/,
  ],
  ['a stream with a blank', { StreamUrl: 'https://x.example/ hidden' }, /^StreamUrl must be.*, given 25 bytes$/],
  ['a signature that must not be empty', { UserSig: '' }, 'UserSig must not be empty'],
  ['a signature that is a number', { UserSig: 314_159_265_358 }, 'UserSig must be a string, given number'],
  ['a ticket that is an object', { PrivateMapKey: { hidden: 1 } }, 'PrivateMapKey must be a string, given object'],
  ['a volume over the most', { Volume: 201 }, 'Volume must be an integer from 0 to 200, given 201'],
  ['a speed between the steps', { Tempo: 1.1 }, 'Tempo must be one of 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, given 1.1'],
  ['a speed of NaN', { Tempo: Number.NaN }, 'Tempo must be one of 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, given NaN'],
  ['yes instead of true', { AutoPush: 'yes' }, 'AutoPush must be true or false, given string'],
  ['a room type of 2', { RoomIdType: 2 }, 'RoomIdType must be one of 0, 1, given 2'],
  ['the call’s name of the robot', { Robot_Account: 'robot' }, 'Robot_Account is not a known field'],
  ['another spelling of the app id', { SDKAppId: 1 }, 'SDKAppId is not a known field; did you mean SdkAppId?'],
  ['an app id that is text', { SdkAppId: '1' }, 'SdkAppId must be an integer from 1 to 4294967295, given string'],
]

test.each(streams)('%s starts no stream', async (_, change, message) => {
  const wire = createWire(trtcOk())
  const started = trtcOn(wire).startStreamIngest({ ...play, ...change } as typeof play)
  const error = await expectInputError(started, 'startStreamIngest', message)
  expect(error.message).not.toMatch(/hidden|314159/)
  expect(wire.requests).toHaveLength(0)
})

const ingestRooms = [
  ['guide', 0, '4242', undefined],
  ['guide', 1, 'room-42', undefined],
  [
    'guide',
    0,
    'room-42',
    /^RoomId must be a number from 1 to 4294967294 .* \(RoomIdType 0 in the convention "guide"\)$/,
  ],
  ['guide', 1, 'café', /^RoomId must be ASCII .* \(RoomIdType 1 in the convention "guide"\)$/],
  ['reference', 1, '4242', undefined],
  ['reference', 0, 'room-42', undefined],
  ['reference', 1, 'room-42', /^RoomId must be a number .* \(RoomIdType 1 in the convention "reference"\)$/],
  ['reference', 0, 'café', /^RoomId must be ASCII .* \(RoomIdType 0 in the convention "reference"\)$/],
  ['reference', 1, '4294967295', /^RoomId must be a number from 1 to 4294967294/],
] as const

test.each(ingestRooms)(
  'in the convention %s, RoomIdType %i and %s is judged',
  async (convention, type, id, message) => {
    const wire = createWire(...always(trtcOk({ TaskId: 't-1' })))
    const body = { ...play, RoomId: id, RoomIdType: type }
    const asClient = trtcOn(wire, { ingestRoomIdType: convention }).startStreamIngest(body)
    const asRequest = trtcOn(wire).startStreamIngest(body, { ingestRoomIdType: convention })
    if (message === undefined) {
      await expect(Promise.all([asClient, asRequest])).resolves.toHaveLength(2)
      return
    }
    for (const sent of [asClient, asRequest]) await expectInputError(sent, 'startStreamIngest', message)
    expect(wire.requests).toHaveLength(0)
  },
)

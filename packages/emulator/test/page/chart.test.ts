import { expect, test } from 'vitest'
import { chartOf, tasksOf } from '../../page/model/lanes.ts'
import { spansOf } from '../../page/model/spans.ts'
import type { StateDocument } from '../../page/model/state-document.ts'
import type { CallView, TaskView, TimelineEvent } from '../../src/index.ts'

const room = { kind: 'string', id: 'room-42' } as const
const call: CallView = {
  callId: 'c',
  room,
  media: 'Video',
  robot: 'robot',
  userData: '',
  timeoutMs: 30_000,
  startedAt: 1_000,
  answeredAt: 2_000,
  endedAt: 9_000,
  members: [
    { userId: 'robot', status: 'Left' },
    { userId: 'jack', status: 'Left' },
  ],
  state: 'ended',
  result: 'NormalEnd',
}
const task = { taskId: 't', room, userId: 'robot' } as unknown as TaskView
const request = (at: number, operationId: string, requestIndex: number, detail = 'OK'): TimelineEvent => ({
  at,
  kind: 'request',
  operationId,
  requestIndex,
  detail,
  callId: 'c',
})
const events: readonly TimelineEvent[] = [
  { at: 1_000, kind: 'call-started', callId: 'c', userId: 'robot' },
  { at: 1_000, kind: 'ring', callId: 'c', userId: 'jack' },
  request(1_000, 'startCallByRobot', 0),
  { at: 1_500, kind: 'ring', callId: 'another', userId: 'jack' },
  { at: 2_000, kind: 'answer', callId: 'c', userId: 'jack' },
  request(2_100, 'getCallInfo', 1),
  request(2_200, 'getCallInfo', 2),
  request(2_300, 'getCallInfo', 3, '60008'),
  { at: 3_000, kind: 'ingest-started', taskId: 't' },
  { at: 3_100, kind: 'ingest-fetched', taskId: 't', detail: 'MP4' },
  { at: 9_000, kind: 'leave', callId: 'c', userId: 'jack' },
  { at: 9_500, kind: 'ingest-ended', taskId: 't', detail: 'stopped' },
]
const delivery = {
  id: 'd',
  kind: 'call',
  url: 'http://127.0.0.1/hook',
  command: 'Call.CallbackAfterEndCall',
  body: {},
  attempts: [{ at: 9_010, status: 200, durationMs: 3 }],
  state: 'delivered',
  callId: 'c',
} as const
const state = {
  now: 10_000,
  clock: { kind: 'virtual', skewMs: 0 },
  tasks: [task, { ...task, taskId: 'of another room', room: { kind: 'int', id: 'room-42' } }],
  deliveries: [delivery, { ...delivery, id: 'e', callId: 'another' }],
  requests: [],
} as unknown as StateDocument

test('events are in their lanes, requests first, repeated requests joined', () => {
  const { lanes, rows } = chartOf(call, state, events)
  expect(lanes.map(({ title }) => title)).toEqual(['Requests', 'jack', 'Stream', 'Callbacks'])
  expect(rows.map(({ at, lane, text, count }) => [at, lanes[lane]?.title, text, count])).toEqual([
    [1_000, 'Requests', 'startCallByRobot', 1],
    [1_000, 'jack', 'rings', 1],
    [2_000, 'jack', 'answers', 1],
    [2_100, 'Requests', 'getCallInfo', 2],
    [2_300, 'Requests', 'getCallInfo: 60008', 1],
    [3_000, 'Stream', 'enters the room', 1],
    [3_100, 'Stream', 'plays: MP4', 1],
    [9_000, 'jack', 'hangs up', 1],
    [9_010, 'Callbacks', 'AfterEndCall', 1],
    [9_500, 'Stream', 'ends: stopped', 1],
  ])
})

test('every row shows the activity of the other lanes', () => {
  const { rows } = chartOf(call, state, events)
  expect(rows.map(({ activity }) => activity.slice(1, 3).join('|'))).toEqual([
    '|',
    'ringing|',
    'talking|',
    'talking|',
    'talking|',
    'talking|',
    'talking|playing',
    'talking|playing',
    '|playing',
    '|playing',
  ])
})

test('on a real clock, a request is placed at its arrival, not at its response', () => {
  const requests = [{ index: 0, at: 990 }]
  const real = { ...state, clock: { kind: 'real', skewMs: 0 }, requests } as unknown as StateDocument
  expect(chartOf(call, real, events).rows[0]).toMatchObject({ at: 990, text: 'startCallByRobot' })
})

test('many phones share a lane with their names', () => {
  const many = ['a', 'b', 'c', 'd'].map((userId) => ({ userId, status: 'Waiting' as const }))
  const group = { ...call, members: [{ userId: 'robot', status: 'Calling' as const }, ...many] }
  const { lanes, rows } = chartOf(group, state, [{ at: 1_000, kind: 'ring', callId: 'c', userId: 'b' }])
  expect(lanes.map(({ title }) => title)).toEqual(['Requests', '4 phones', 'Stream', 'Callbacks'])
  expect(rows[0]).toMatchObject({ lane: 1, text: 'b rings' })
})

test('the overview has a time scale, and ends with the call', () => {
  expect(spansOf(call, events, tasksOf(call, state), 10_000)).toEqual([
    {
      title: 'jack',
      spans: [
        { kind: 'ringing', from: 1_000, to: 2_000 },
        { kind: 'talking', from: 2_000, to: 9_000 },
      ],
    },
    { title: 'stream', spans: [{ kind: 'playing', from: 3_100, to: 9_000 }] },
  ])
})

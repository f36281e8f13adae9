import { createTrtcCall } from '@trtc-call/node'
import { expect, test } from 'vitest'
import { consoleOf } from '../../src/doctor/consoles.ts'
import type { Finding } from '../../src/doctor/finding.ts'
import { ringOnce } from '../../src/doctor/ring.ts'
import { mediaFinding, unansweredFinding } from '../../src/doctor/ring-findings.ts'
import { documentOf, startCli } from '../run-cli.ts'
import { doctor, type Examinee, emulate, findingOf, findingsOf, serve, statesOf } from './examinee.ts'

const stream = 'rtmp://example.com/live'
const ring = ['--robot', 'robot', '--ring', 'jack', '--yes']

/** Rings jack, and stays in the call for a moment. */
function ringJack({ emulator }: Examinee, more: { stream?: string; signal?: AbortSignal } = {}): Promise<Finding[]> {
  const client = createTrtcCall(emulator.clientOptions)
  const { signal = new AbortController().signal } = more
  const setting = { client, robot: 'robot', user: 'jack', stream: undefined, endpoint: emulator.url, env: {}, signal }
  return ringOnce({ ...setting, pages: consoleOf('china'), talkMs: 50, patienceMs: 0, ...more })
}

test('it rings once, and tells of answer, media, end and callbacks', async () => {
  const taken: string[] = []
  const receiver = await serve((request, response) => {
    taken.push(String(request.url))
    request.resume()
    response.end('{}')
  })
  const { emulator, calls, env } = await emulate({ users: { jack: { does: 'answer' } } })
  await calls.setCallback({ Url: `${receiver}/hook`, CallbackCommandList: ['Call.CallbackAfterStartCall'] })
  const stopListening = emulator.on(({ kind, operationId }) => {
    if (kind === 'request' && operationId === 'startStreamIngest')
      emulator.hangUp(emulator.calls()[0]?.callId ?? '', 'jack')
  })
  const ran = await doctor(env, ...ring, '--stream', stream)
  stopListening()
  expect(statesOf(ran)).toMatchObject({ ring: 'ok', 'ring-media': 'ok', 'ring-callbacks': 'ok' })
  expect(ran.code).toBe(0)
  expect(emulator.rings('jack')).toBe(1)
  expect(taken).toHaveLength(1)
  expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
})

test('who never hangs up is hung up on, and the stream is stopped', async () => {
  const examinee = await emulate({ users: { jack: { does: 'answer' } } })
  const findings = await ringJack(examinee, { stream })
  expect(findingOf(findings, 'ring')).toMatchObject({ state: 'ok' })
  expect(findingOf(findings, 'ring-media')).toMatchObject({ state: 'ok' })
  expect(findingOf(findings, 'ring-end')).toMatchObject({
    state: 'ok',
    what: 'the call is ended, the stream is stopped',
  })
  expect(examinee.emulator.calls()).toMatchObject([{ state: 'ended' }])
  expect(examinee.emulator.tasks()).toMatchObject([{ endReason: 'stopped' }])
})

test.each([
  ['busy', 'in another call'],
  ['rejected', 'was refused'],
  ['not-answered', 'nobody picked up'],
] as const)('who does not answer has a reason: %s', (outcome, why) => {
  expect(unansweredFinding('jack', { outcome, source: 'record' })).toMatchObject({
    state: 'bad',
    why: expect.stringContaining(why),
  })
})

test('a call that cannot be ended is bad, with its id', async () => {
  const examinee = await emulate({ users: { jack: { does: 'answer' } } })
  examinee.emulator.script('endCall', { code: 101002, times: 20 })
  const findings = await ringJack(examinee)
  const [call] = examinee.emulator.calls()
  expect(findingOf(findings, 'ring')).toMatchObject({ state: 'ok' })
  expect(findingOf(findings, 'ring-end')).toMatchObject({
    state: 'bad',
    why: expect.stringContaining('endCall'),
    mend: `trtc-call call end ${call?.callId}`,
  })
})

test('a stream that cannot start ends the call, and says so', async () => {
  const examinee = await emulate({ users: { jack: { does: 'answer' } } })
  examinee.emulator.script('startStreamIngest', { code: 'FailedOperation.NotAllowed' })
  const findings = await ringJack(examinee, { stream })
  expect(findingOf(findings, 'ring')).toMatchObject({ state: 'bad', vendorCode: 'FailedOperation.NotAllowed' })
  expect(findingOf(findings, 'ring-end')).toMatchObject({ state: 'ok' })
  expect(examinee.emulator.calls()).toMatchObject([{ state: 'ended' }])
})

test('a start without an answer may have rung, and is not repeated', async () => {
  const examinee = await emulate()
  examinee.emulator.script('startCallByRobot', { execute: true, then: 'drop' })
  const findings = await ringJack(examinee)
  expect(findingOf(findings, 'ring')).toMatchObject({
    state: 'bad',
    why: expect.stringContaining('it may have rung'),
    mend: expect.stringContaining('trtc-call record list --since'),
  })
  expect(examinee.emulator.rings('jack')).toBe(1)
})

test('somebody who rejects is no answer', async () => {
  const examinee = await emulate({ users: { jack: { does: 'reject' } } })
  const findings = await ringJack(examinee)
  expect(findingOf(findings, 'ring')).toMatchObject({
    state: 'bad',
    what: expect.stringContaining('rejected'),
    mend: expect.any(String),
  })
  expect(examinee.emulator.requests('endCall')).toEqual([])
})

test.each([
  [undefined, 'bad'],
  ['over', 'note'],
  ['already-over', 'note'],
  ['stopped', 'ok'],
] as const)('a stream that was %s is %s', (how, state) => {
  const taskId = how === undefined ? undefined : 'one'
  expect(mediaFinding({ taskId } as Parameters<typeof mediaFinding>[0], how)).toMatchObject({ state })
})

test.each([
  [0, 'ok', 'the call is ended'],
  [20, 'bad', 'the call could not be ended, try: trtc-call call end'],
])('Ctrl-C while it rings ends the call; refused %i times', async (times, state, what) => {
  const { emulator, env } = await emulate({ users: { jack: { does: 'ignore' } } })
  if (times > 0) emulator.script('endCall', { code: 101002, times })
  const running = startCli(['doctor', '--json', ...ring], env)
  const stopListening = emulator.on(({ kind }) => {
    if (kind === 'ring') running.kill('SIGINT')
  })
  const ran = await running.ended
  stopListening()
  expect(ran.code).toBe(130)
  expect(documentOf(ran)).toMatchObject({ ok: false, interrupted: true })
  expect(findingOf(findingsOf(ran), 'ring')).toMatchObject({ state: 'inconclusive' })
  const [call] = emulator.calls()
  expect(call?.state).toBe(times > 0 ? 'ringing' : 'ended')
  const end = findingOf(findingsOf(ran), 'ring-end')
  expect(end).toMatchObject({ state, what: expect.stringContaining(what) })
  if (times > 0) expect(end?.mend).toBe(`trtc-call call end ${call?.callId}`)
})

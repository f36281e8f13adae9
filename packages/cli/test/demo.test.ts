import { expect, test } from 'vitest'
import { documentOf } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'

test('demo rings jack, starts a video, hangs up, and gives one document', async () => {
  const ran = await runHere(['demo', '--json'])
  expect(ran.code).toBe(0)
  expect(documentOf(ran)).toMatchObject({
    against: 'emulator',
    callId: expect.stringMatching(/./),
    taskId: expect.stringMatching(/./),
    room: { kind: 'string', id: 'roomid-test' },
    answer: { answered: true, by: ['jack'] },
    stream: 'fetched, MP4 of 2.0 s',
    audience: ['jack'],
    end: { outcome: 'completed' },
  })
  const { requests } = documentOf(ran) as unknown as { requests: Record<string, unknown>[] }
  expect(requests.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(['startCallByRobot', 'getCallInfo', 'startStreamIngest', 'endCall', 'stopStreamIngest']),
  )
  for (const request of requests) {
    expect(request).toMatchObject({ attempt: 1, outcome: 'ok', requestId: expect.any(String) })
    expect(request.durationMs).toBeGreaterThanOrEqual(0)
  }
})

test('demo prints the events in order to stderr, and the next steps to stdout', async () => {
  const { code, stdout, stderr } = await runHere(['demo'])
  expect(code).toBe(0)
  // On a busy machine jack may answer before the client has read that he was rung.
  for (const lines of [
    ['jack’s phone rings', 'jack answers', 'robot enters', 'the call ends'],
    ['jack’s phone rings', 'startCallByRobot: ok', 'robot enters'],
  ]) {
    const places = lines.map((line) => stderr.indexOf(line))
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(Math.min(...places)).toBeGreaterThan(0)
  }
  expect(stderr).toContain('against the emulator')
  expect(stdout).toContain('heard by jack')
  expect(stdout).toContain('  trtc-call demo --group')
  expect(stdout + stderr).not.toContain('\u001b')
})

test('demo --group prints the result of each callee', async () => {
  const ran = await runHere(['demo', '--group', '--json'])
  expect(ran.code).toBe(0)
  expect(documentOf(ran)).toMatchObject({
    answer: { answered: true, by: ['jack'] },
    members: [
      { userId: 'jack', result: 'answered' },
      { userId: 'jill', result: 'rejected' },
      { userId: 'jane', result: expect.stringContaining('did not answer') },
    ],
  })
})

test('Ctrl-C stops the demo at once', async () => {
  const running = startHere(['demo', '--json'])
  await running.saw('jack’s phone rings')
  running.kill('SIGINT')
  const ran = await running.ended
  expect(ran).toMatchObject({ code: 130 })
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_INTERRUPTED' } })
})

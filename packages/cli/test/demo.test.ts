import { expect, test } from 'vitest'
import { documentOf, runCli, startCli } from './run-cli.ts'

test('demo rings jack, starts a video, hangs up, and gives one document', async () => {
  const ran = await runCli(['demo', '--json'])
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

test('demo tells what happens on stderr, in order, and what is next on stdout', async () => {
  const { code, stdout, stderr } = await runCli(['demo'])
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
  expect(stdout).toContain('  node dist/main.js demo --group')
  expect(stdout + stderr).not.toContain('\u001b')
})

test('demo --group shows what became of each of the three', async () => {
  const ran = await runCli(['demo', '--group', '--json'])
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
  const running = startCli(['demo', '--json'])
  await running.saw('jack’s phone rings')
  running.kill('SIGINT')
  const ran = await running.ended
  expect(ran).toMatchObject({ code: 130, stderr: expect.not.stringContaining('Node.js') })
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_INTERRUPTED' } })
})

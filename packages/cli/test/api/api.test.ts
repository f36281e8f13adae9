import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOperations } from '../../src/api/operations.ts'
import { leaksIn, userSigsIn } from '../leaks.ts'
import { documentOf, envFor, runCli } from '../run-cli.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ users: { jill: { does: 'ignore' } } })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const ring = ['call', 'start', '--robot', 'robot', '--callee', 'jack']
const play = [
  'ingest',
  'start',
  '--room',
  'room-42',
  '--user',
  'robot',
  '--stream',
  "https://example.com/it's.mp4?key=x",
]

describe('api', () => {
  test.concurrent.each(apiOperations.map(({ id }) => id))('the skeleton of %s is a valid body', async (id) => {
    const { stdout, code } = await runCli(['api', id, '--skeleton'], env)
    expect(code).toBe(0)
    const sent = await runCli(['api', id, '--body', '-', '--dry-run', '--json'], env, stdout)
    expect(documentOf(sent)).toMatchObject({ dryRun: true, requests: [{ method: 'POST' }] })
  })

  test('sends the body and prints the response, also by the vendor’s name', async () => {
    const body = JSON.stringify({
      Robot_Account: 'robot',
      CalleeList_Account: ['jill'],
      Timeout: 30_000,
      CallInfo: { MediaType: 'Audio' },
    })
    const started = documentOf(await runCli(['api', 'start_call_by_robot', '--body', body, '--json'], env))
    expect(started).toMatchObject({ CallId: expect.any(String) })
    const shown = await runCli(['api', 'getCallInfo', '--body', JSON.stringify({ CallId: started.CallId })], env)
    expect(documentOf(shown)).toMatchObject({ CallInfo: { MediaType: 'Audio' } })
  })

  test('lists and explains operations', async () => {
    expect(documentOf(await runCli(['api', '--json'])).operations).toHaveLength(apiOperations.length)
    const { stdout } = await runCli(['api', 'startStreamIngest', '--explain'])
    for (const word of ['StreamUrl  string, required', 'repeating it does it twice', 'FailedOperation.TaskExist'])
      expect(stdout).toContain(word)
    expect(stdout).not.toContain('  SdkAppId')
    expect(documentOf(await runCli(['api', 'getCallInfo', '--explain', '--json']))).toMatchObject({
      operationId: 'getCallInfo',
      fields: [{ name: 'CallId', required: true }],
      errors: expect.arrayContaining([{ code: 101004, means: expect.stringMatching(/./) }]),
    })
  })

  test.each([
    [['startCallByRobto'], 'did you mean startCallByRobot?'],
    [['getCallInfo', '--body', '{\n  "CallId": nonsense\n}'], '--body stops being JSON at line 2, column 13'],
    [['getCallInfo', '--body', '[]'], '--body must be a JSON object'],
    [['getCallInfo', '--body', '{"CallIdd":"x"}'], '--body: '],
    [['getCallInfo', '--skeleton', '--explain'], '--skeleton and --explain exclude each other'],
    [['getCallInfo', '--explain', '--body', '{}'], 'exclude each other'],
  ])('%j is refused before anything is sent', async (args, said) => {
    const before = emulator.requests().length
    expect(await runCli(['api', ...args], env)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
    expect(emulator.requests().length).toBe(before)
  })

  test('the position of a JSON error counts empty lines at the start', async () => {
    const ran = await runCli(['api', 'getCallInfo', '--body', '-'], env, '\n\n{"CallId": x}')
    expect(ran.stderr).toContain('line 3, column 12')
  })
})

describe('--curl', () => {
  test.each([ring, play])('%s %s: a command without secrets, and nothing is sent', async (...args) => {
    const before = emulator.requests().length
    const masked = await runCli([...args, '--curl'], env)
    expect(masked).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nothing was sent'),
      stdout: expect.stringMatching(/^curl -X POST 'http.*\*\*\*/),
    })
    const { sdkSecretKey, secretId, secretKey } = emulator.credentials
    const sent = `${masked.stdout}${(await runCli([...args, '--curl', '--json'], env)).stdout}`
    expect([leaksIn(sent, { sdkSecretKey, secretId, secretKey }), userSigsIn(sent)]).toEqual([[], []])
    expect(emulator.requests().length).toBe(before)
  })

  test('with --json the commands are one document; the condition of a request is a comment', async () => {
    const dial = ['dial', '--robot', 'robot', '--callee', 'jack', '--stream', 'https://example.com/a.mp4', '--curl']
    const { curl } = documentOf(await runCli([...dial, '--json'], env)) as unknown as { curl: string[] }
    expect(curl).toEqual([expect.stringMatching(/^curl .*start_call_by_robot/), expect.stringMatching(/StartStream/)])
    expect((await runCli(dial, env)).stdout).toMatch(/\n# when someone answers:\ncurl /)
  })

  test.each([
    [['--curl=live'], '--curl takes no value'],
    [['--curl', '--dry-run'], 'exclude each other'],
  ])('%j is refused', async (flags, said) => {
    expect(await runCli([...ring, ...flags], env)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  })
})

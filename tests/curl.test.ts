import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { expect, test } from 'vitest'
import { environmentFor, start } from './examples.ts'

const page = new URL('../docs/curl.md', import.meta.url)

test('the page about curl works unchanged', async () => {
  const emulator = await startEmulator()
  const { code, replies } = await runPage(emulator)
  expect(code).toBe(0)
  expect(replies).toMatchObject([
    { ErrorCode: 0, Response: { CallResult: [{ Callee_Account: 'jack', ResultCode: 0 }] } },
    { ErrorCode: 0, Response: { CallInfo: { RoomId: 'room-42' } } },
    { Response: { TaskId: expect.any(String) } },
    { ErrorCode: 0 },
    { Response: { RequestId: expect.any(String) } },
  ])
  expect(emulator.rings('jack')).toBe(1)
  expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
  expect(emulator.tasks()).toMatchObject([{ endReason: 'stopped' }])
  await emulator.close()
})

test('other keys are rejected', async () => {
  const emulator = await startEmulator()
  const { replies } = await runPage(emulator, { TRTC_SDK_SECRET_KEY: 'guess', TENCENTCLOUD_SECRET_KEY: 'guess' })
  const refused = { Response: { Error: { Code: 'AuthFailure.SignatureFailure' } } }
  const wrongMac = { ErrorCode: 70009 }
  expect(replies).toMatchObject([wrongMac, wrongMac, refused, wrongMac, refused])
  expect(emulator.calls()).toEqual([])
  await emulator.close()
})

/** Runs all scripts of the page as one, in a shell that stops at the first failure. */
async function runPage(emulator: Emulator, other: Readonly<Record<string, string>> = {}) {
  const text = await readFile(page, 'utf8')
  const script = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('\n')
  const shell = start(['sh', '-euc', script], { cwd: tmpdir(), env: { ...environmentFor(emulator), ...other } })
  const code = await shell.exited
  const lines = shell.said().split('\n')
  const replies: unknown[] = lines.filter((line) => line !== '').map((line) => JSON.parse(line))
  return { code, replies }
}

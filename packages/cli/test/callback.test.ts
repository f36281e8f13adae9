import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator()
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const json = async (...args: string[]): Promise<Record<string, never>> =>
  documentOf(await runHere([...args, '--json'], env))

test('callback set, show, delete; the secret in the URL is not printed', async () => {
  const secret = 'hush-hush-hush'
  expect(await json('callback', 'show')).toEqual({ set: false })
  const url = `https://calls.example.com/trtc?token=${secret}`
  const set = await runHere(['callback', 'set', '--url', url, '--event', 'end', '--json'], env)
  expect(documentOf(set)).toMatchObject({
    url: 'https://calls.example.com/trtc?***',
    commands: ['Call.CallbackAfterEndCall'],
  })
  expect(emulator.requests('setCallback').at(-1)?.body).toMatchObject({ Url: url })
  const shown = await runHere(['callback', 'show'], env)
  expect(shown.stdout).toContain('https://calls.example.com/trtc?***')
  expect(set.stdout + set.stderr + shown.stdout + shown.stderr).not.toContain(secret)
  expect(await json('callback', 'delete')).toMatchObject({ deleted: true })
  expect(await json('callback', 'delete')).toMatchObject({ deleted: false })
  await json('callback', 'set', '--url', url)
  expect((await json('callback', 'show')).commands).toHaveLength(3)
  await json('callback', 'delete')
})

test.each([
  [['callback', 'set'], '--url URL is missing'],
  [['callback', 'set', '--url', 'ftp://example.com'], '--url must be an http or https URL'],
  [['callback', 'set', '--url', 'https://example.com', '--event', 'ring'], '--event must be start or member or end'],
])('a wrong command line sends nothing: %j', async (args, said) => {
  const sent = emulator.requests().length
  expect(await runHere(args, env)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  expect(emulator.requests()).toHaveLength(sent)
})

import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const handle = '{"version":1,"stream":{"url":"https://example.com/a.mp4?sig=SECRET"}}'

test.each(['call end', 'call show', 'record show'])(
  '%s: a handle or a file as CALL_ID is not sent',
  async (command) => {
    for (const word of [handle, '@call.json']) {
      const ran = await runHere([...command.split(' '), word], envFor(emulator))
      expect(ran).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('call end --handle takes what dial --detach'),
      })
      expect(ran.stderr).not.toContain('SECRET')
    }
    expect(emulator.requests()).toEqual([])
  },
)

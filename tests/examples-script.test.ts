import { join } from 'node:path'
import { type EmulatorOptions, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Consumer } from './consumer.ts'
import { environmentFor, installExamples, type Program, start } from './examples.ts'
import { expectNoSecret } from './examples-servers.ts'
import { checkTypes } from './examples-types.ts'

let installed: Consumer

beforeAll(async () => {
  installed = await installExamples(inject('tarballs'), 'node-script')
})
afterAll(() => installed?.remove())

describe.concurrent('the script', () => {
  test('rings, plays, waits for the end of the stream and prints the result', async () => {
    await expectReport({ streamDurationMs: 300 }, [
      'jack answered, the stream plays',
      'the call has ended: completed; the stream: ended',
    ])
  })

  test('prints why the call was not answered', async () => {
    const users = { jack: { does: 'reject', afterMs: 100 } } as const
    await expectReport({ users }, [
      'jack did not answer: rejected',
      'the call has ended: rejected; the stream: not started',
    ])
  })

  test('finds the call if its outcome is unknown, and rings once', async () => {
    const emulator = await startEmulator({ users: { jack: { does: 'reject', afterMs: 100 } } })
    emulator.script('startCallByRobot', { then: 'drop' })
    const script = run(environmentFor(emulator))
    expect(await script.exited).toBe(1)
    expect(script.said()).toMatch(/startCallByRobot.*the phone did ring\njack did not answer: rejected/s)
    expect(emulator.rings()).toBe(1)
    expectNoSecret(script, emulator)
    await emulator.close()
  })

  test('compiles', () => checkTypes(join(installed.folder, 'node-script')))
})

async function expectReport(options: EmulatorOptions, lines: readonly string[]): Promise<void> {
  const emulator = await startEmulator(options)
  const script = run(environmentFor(emulator))
  expect({ code: await script.exited, said: script.said() }).toEqual({ code: 0, said: lines.join('\n') })
  expect(emulator.rings()).toBe(1)
  await emulator.close()
}

function run(env: Readonly<Record<string, string>>): Program {
  return start([process.execPath, 'ring.ts', 'jack'], { cwd: join(installed.folder, 'node-script'), env })
}

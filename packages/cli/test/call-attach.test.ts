import { startEmulator } from '@trtc-call/emulator'
import { expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

test('call attach of a call that is gone and has no record does not say that no one answered', async () => {
  const emulator = await startEmulator({ answerAfterMs: 5 })
  try {
    const env = envFor(emulator)
    const placed = await runHere(['dial', '--robot', 'robot', '--callee', 'jack', '--detach'], env)
    await runHere(['call', 'end', String(documentOf(placed).callId)], env)
    // As in an edition without records.
    emulator.script('getRecordByCallid', { code: 60020, times: 2 })
    const ran = await runHere(['call', 'attach', '--handle', '-', '--json'], env, placed.stdout)
    expect(ran).toMatchObject({ code: 5, stderr: expect.stringContaining('ended: how it ended is unknown') })
    expect(ran.stderr).not.toContain('not answered')
    expect(documentOf(ran)).toMatchObject({ placed: true, end: { outcome: 'unknown' } })
    expect(documentOf(ran)).not.toHaveProperty('answer')
    const text = await runHere(['call', 'attach', '--handle', '-'], env, placed.stdout)
    expect(text.stdout).toMatch(/^answered +unknown$/m)
  } finally {
    await emulator.close()
  }
})

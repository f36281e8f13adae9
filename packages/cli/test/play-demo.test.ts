import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { expect, test } from 'vitest'
import { playDemo } from '../src/demo/play.ts'

test('a demo that fails removes its listeners', async () => {
  const emulator = await startEmulator()
  let listeners = 0
  const on: Emulator['on'] = (listener) => {
    const stop = emulator.on(listener)
    listeners++
    return () => {
      listeners--
      stop()
    }
  }
  try {
    emulator.script('startCallByRobot', { code: 101002 })
    const stage = {
      ...{ emulator: Object.create(emulator, { on: { value: on } }) as Emulator, callees: ['jack'] },
      ...{ streamUrl: 'http://127.0.0.1:1/a.mp4', signal: new AbortController().signal, onAttempt: () => {} },
    }
    await expect(playDemo(stage)).rejects.toMatchObject({ vendorCode: 101002 })
    expect(listeners).toBe(0)
  } finally {
    await emulator.close()
  }
})

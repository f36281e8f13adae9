import { startEmulator } from '@trtc-call/emulator'
import type { DialedCall } from '@trtc-call/node'
import { expect, test } from 'vitest'
import { findCallbacks } from '../../src/doctor/ring-callbacks.ts'
import { serve } from './examinee.ts'

const callId = 'one'
const mine = { callId, command: 'Call.CallbackAfterStartCall' }
const pending = { ...mine, state: 'pending', attempts: [] }
const another = { callId: 'another', state: 'failed', attempts: [{ status: 500 }] }

/** What the doctor finds where the emulator tells these, one after the other, and then the last again. */
async function find(...states: readonly (readonly object[])[]) {
  let looks = 0
  const endpoint = await serve((_, response) => {
    const deliveries = states[Math.min(looks++, states.length - 1)]
    response.end(JSON.stringify({ deliveries }))
  })
  const { signal } = new AbortController()
  const [found] = await findCallbacks({ endpoint, env: {}, signal, patienceMs: 400 }, { callId } as DialedCall)
  return { found, looks }
}

test('callbacks that are under way are waited for', async () => {
  const taken = { ...mine, state: 'delivered', attempts: [{ status: 200 }] }
  const { found, looks } = await find([pending, another], [taken, another])
  expect(found).toMatchObject({ state: 'ok', what: 'one callback was taken' })
  expect(looks).toBe(2)
})

test('what nobody has taken by then is inconclusive', async () => {
  const { found } = await find([pending])
  expect(found).toMatchObject({ state: 'inconclusive', why: 'the receiver has not answered yet' })
})

test('what is tried again is inconclusive, with the last answer', async () => {
  const { found } = await find([{ ...pending, attempts: [{ error: 'ECONNREFUSED' }, { status: 503 }] }])
  expect(found).toMatchObject({ state: 'inconclusive', why: 'the receiver answered 503' })
})

test('what failed is bad, with the reason and how to mend it', async () => {
  const { found } = await find([{ ...mine, state: 'failed', attempts: [{ error: 'ECONNREFUSED' }] }, pending])
  expect(found).toMatchObject({ state: 'bad', why: 'ECONNREFUSED', mend: expect.stringContaining('webhook') })
})

test('none is set, or there is no emulator to ask', async () => {
  expect((await find([another])).found).toMatchObject({
    state: 'skipped',
    what: expect.stringContaining('no callback'),
  })
  const { signal } = new AbortController()
  const [found] = await findCallbacks({ endpoint: undefined, env: {}, signal }, { callId } as DialedCall)
  expect(found).toMatchObject({ state: 'skipped', mend: expect.stringContaining('webhook listen') })
})

test('an emulator that wants a token tells nothing without it, and then the finding says how', async () => {
  const emulator = await startEmulator({ controlToken: 'let-me-in' })
  try {
    const asking = { endpoint: emulator.url, signal: new AbortController().signal }
    const call = { callId } as DialedCall
    const [kept] = await findCallbacks({ ...asking, env: {} }, call)
    expect(kept).toMatchObject({ state: 'skipped', mend: expect.stringContaining('set TRTC_EMULATOR_TOKEN') })
    const [told] = await findCallbacks({ ...asking, env: { TRTC_EMULATOR_TOKEN: 'let-me-in' } }, call)
    expect(told).toMatchObject({ state: 'skipped', what: expect.stringContaining('no callback is set') })
  } finally {
    await emulator.close()
  }
})

import { expect, vi } from 'vitest'
import { test } from './shop.ts'

test('the cost of every call is saved', async ({ emulator, app }) => {
  emulator.callee('jack', { does: 'answer', hangUpAfterMs: 20_000 })
  await app.orders.notify('order-1')
  const [call] = emulator.calls()
  expect(app.ledger.entries).toEqual([{ callId: call?.callId, seconds: 20 }])
})

test('a callback that arrives twice counts once', async ({ emulator, app }) => {
  await app.orders.notify('order-1')
  await emulator.advance(1_000)
  for (const { id } of emulator.deliveries()) await emulator.resend(id)
  expect(app.ledger.entries).toHaveLength(1)
})

test('a callback that could not be saved is sent again', async ({ emulator, app }) => {
  vi.spyOn(app.ledger, 'write').mockRejectedValueOnce(new Error('the database is unavailable'))
  vi.spyOn(console, 'error').mockReturnValueOnce()
  await app.orders.notify('order-1')
  await emulator.advance(60_000)
  expect(app.ledger.entries).toHaveLength(1)
})

import { expect, vi } from 'vitest'
import { test } from './shop.ts'

test('every call is accounted for', async ({ emulator, app }) => {
  emulator.callee('jack', { does: 'answer', hangUpAfterMs: 20_000 })
  await app.orders.tell('order-1')
  const [call] = emulator.calls()
  expect(app.ledger.entries).toEqual([{ callId: call?.callId, seconds: 20 }])
})

test('a callback that comes twice counts once', async ({ emulator, app }) => {
  await app.orders.tell('order-1')
  await emulator.advance(1_000)
  for (const { id } of emulator.deliveries()) await emulator.resend(id)
  expect(app.ledger.entries).toHaveLength(1)
})

test('a callback that was not taken comes again', async ({ emulator, app }) => {
  vi.spyOn(app.ledger, 'write').mockRejectedValueOnce(new Error('the database is away'))
  vi.spyOn(console, 'error').mockReturnValueOnce()
  await app.orders.tell('order-1')
  await emulator.advance(60_000)
  expect(app.ledger.entries).toHaveLength(1)
})

import { bothConventions } from '@trtc-call/emulator/vitest'
import { describe, expect } from 'vitest'
import { test } from './shop.ts'

// The vendor's pages contradict each other about the rooms of streams, so the test runs under both conventions.
bothConventions('the customer answers', () => {
  test('and hears the message', async ({ emulator, app }) => {
    emulator.callee('jack', { does: 'answer', afterMs: 3_000 })
    const heard = new Promise((resolve) => {
      emulator.on(({ kind }) => kind === 'ingest-fetched' && resolve(emulator.tasks()))
    })
    expect(await app.orders.notify('order-1')).toBe('notified')
    expect(await heard).toMatchObject([{ userId: 'shop', audience: [{ userId: 'jack' }] }])
    expect(emulator.calls()).toMatchObject([{ robot: 'shop', result: 'NormalEnd' }])
  })
})

test('the customer does not answer: they can be called again later', async ({ emulator, app }) => {
  emulator.callee('jack', { does: 'ignore' })
  expect(await app.orders.notify('order-1')).toBe('not-reached')
  expect(emulator.calls()).toMatchObject([{ result: 'NotAnswer' }])
  expect(emulator.tasks()).toEqual([]) // no stream without an audience

  emulator.callee('jack', { does: 'answer' })
  expect(await app.orders.notify('order-1')).toBe('notified')
})

test('the customer is in another call', async ({ emulator, app }) => {
  emulator.callee('jack', { does: 'busy' })
  expect(await app.orders.notify('order-1')).toBe('not-reached')
  expect(emulator.calls()).toMatchObject([{ result: 'CallBusy' }])
})

test('a notified customer is not called again', async ({ emulator, app }) => {
  await Promise.all([app.orders.notify('order-1'), app.orders.notify('order-1')])
  await app.orders.notify('order-1')
  expect(emulator.rings('jack')).toBe(1)
})

describe('the response of the vendor is lost', () => {
  test('after the phone rang: no second ring', async ({ emulator, app }) => {
    emulator.callee('jack', { does: 'ignore' })
    emulator.script('startCallByRobot', { then: 'drop' })
    expect(await app.orders.notify('order-1')).toBe('unclear')
    expect(await app.orders.notify('order-1')).toBe('unclear')
    expect(emulator.rings('jack')).toBe(1)

    await emulator.advance(60_000)
    expect(await app.orders.settle('order-1')).toBe('not-reached')
    expect(emulator.rings('jack')).toBe(1)
  })

  test('before the phone rang: there is no call to find', async ({ emulator, app }) => {
    emulator.script('startCallByRobot', { execute: false, then: 'drop' })
    expect(await app.orders.notify('order-1')).toBe('unclear')
    expect(emulator.rings('jack')).toBe(0)

    await emulator.advance(60_000)
    expect(await app.orders.settle('order-1')).toBe('not-reached')
    expect(await app.orders.notify('order-1')).toBe('notified')
    expect(emulator.rings('jack')).toBe(1)
  })
})

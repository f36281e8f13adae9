import { describe, expect } from 'vitest'
import { test } from './support/harness.ts'

describe('a userID names the behaviour of its phone', () => {
  test.for<[string, string]>([
    ['busy@fault', 'Busy'],
    ['reject@fault', 'Rejected'],
    ['offline@fault', 'Offline'],
    ['ignore@fault', 'NotAnswered'],
    ['jack+busy@fault', 'Busy'],
  ])('%s', async ([userId, status], { emulator, client }) => {
    await client.ring([userId])
    await emulator.advance(30_000)
    expect(emulator.calls()[0]?.members[1]).toEqual({ userId, status })
  })

  test('callee() takes precedence', async ({ emulator, client }) => {
    emulator.callee('busy@fault', { does: 'answer', afterMs: 0 })
    await client.ring(['busy@fault'])
    await emulator.advance(0)
    expect(emulator.calls()).toMatchObject([{ state: 'answered' }])
  })
})

describe('a userID names the fault of its request', () => {
  test.for<[string, number]>([
    ['drop@fault', 1],
    ['before-drop@fault', 0],
    ['reset@fault', 1],
    ['reset-mid-body@fault', 1],
    ['half-json@fault', 1],
    ['html@fault', 1],
    ['before-html@fault', 0],
  ])('%s: no response, %i rings', async ([userId, rings], { emulator, client }) => {
    await expect(client.ring(['jack', userId])).rejects.toThrow()
    expect(emulator.rings('jack')).toBe(rings)
  })

  test('a status', async ({ emulator, client }) => {
    await expect(client.ring(['before-502@fault'])).rejects.toThrow('status 502')
    expect(emulator.rings()).toBe(0)
    await expect(client.ring(['503@fault'])).rejects.toThrow('status 503')
    expect(emulator.rings()).toBe(1)
  })

  test('a vendor code', async ({ emulator, client }) => {
    await expect(client.ring(['60008@fault'])).rejects.toThrow('60008')
    expect(emulator.rings()).toBe(0)
    const UserId = 'RequestLimitExceeded@fault'
    const refused = await client.action('StartStreamIngest', client.ingest({ UserId, UserSig: client.sig(UserId) }))
    expect(refused).toMatchObject({ Error: { Code: 'RequestLimitExceeded' } })
    expect(emulator.tasks()).toEqual([])
  })

  test('a delay', async ({ client }) => {
    const startedAt = performance.now()
    await client.ring(['delay-50@fault'])
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49)
  })

  test('any other word before @fault is an ordinary userID', async ({ emulator, client }) => {
    for (const userId of ['x@fault', '@fault', 'busy@default', '99@fault', '__proto__@fault'])
      await client.ring([userId])
    expect(emulator.rings()).toBe(5)
  })
})

import { describe, expect } from 'vitest'
import { test } from './support/harness.ts'

describe('a phone that does what its name says', () => {
  test.for<[string, string]>([
    ['busy@fault', 'Busy'],
    ['reject@fault', 'Rejected'],
    ['offline@fault', 'Offline'],
    ['ignore@fault', 'NotAnswered'],
    ['jack+busy@fault', 'Busy'],
  ])('%s', async ([userId, status], { emulator, peer }) => {
    await peer.ring([userId])
    await emulator.advance(30_000)
    expect(emulator.calls()[0]?.members[1]).toEqual({ userId, status })
  })

  test('unless it was told otherwise', async ({ emulator, peer }) => {
    emulator.callee('busy@fault', { does: 'answer', afterMs: 0 })
    await peer.ring(['busy@fault'])
    await emulator.advance(0)
    expect(emulator.calls()).toMatchObject([{ state: 'answered' }])
  })
})

describe('a request that fails as a name in it says', () => {
  test.for<[string, number]>([
    ['drop@fault', 1],
    ['before-drop@fault', 0],
    ['reset@fault', 1],
    ['reset-mid-body@fault', 1],
    ['half-json@fault', 1],
    ['html@fault', 1],
    ['before-html@fault', 0],
  ])('%s: no answer, %i rings', async ([userId, rings], { emulator, peer }) => {
    await expect(peer.ring(['jack', userId])).rejects.toThrow()
    expect(emulator.rings('jack')).toBe(rings)
  })

  test('a status', async ({ emulator, peer }) => {
    await expect(peer.ring(['before-502@fault'])).rejects.toThrow('status 502')
    expect(emulator.rings()).toBe(0)
    await expect(peer.ring(['503@fault'])).rejects.toThrow('status 503')
    expect(emulator.rings()).toBe(1)
  })

  test('a vendor code', async ({ emulator, peer }) => {
    await expect(peer.ring(['60008@fault'])).rejects.toThrow('60008')
    expect(emulator.rings()).toBe(0)
    const UserId = 'RequestLimitExceeded@fault'
    const refused = await peer.action('StartStreamIngest', peer.ingest({ UserId, UserSig: peer.sig(UserId) }))
    expect(refused).toMatchObject({ Error: { Code: 'RequestLimitExceeded' } })
    expect(emulator.tasks()).toEqual([])
  })

  test('a wait', async ({ peer }) => {
    const startedAt = performance.now()
    await peer.ring(['delay-50@fault'])
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49)
  })

  test('what means nothing is an ordinary userID', async ({ emulator, peer }) => {
    for (const userId of ['x@fault', '@fault', 'busy@default', '99@fault', '__proto__@fault']) await peer.ring([userId])
    expect(emulator.rings()).toBe(5)
  })
})

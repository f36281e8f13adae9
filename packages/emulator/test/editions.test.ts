import { describe, expect } from 'vitest'
import { test } from './support/harness.ts'

const start = 'call_engine_http_srv/start_call_by_robot'
const ring = (...CalleeList_Account: string[]) => ({
  Robot_Account: 'robot',
  CalleeList_Account,
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
})

describe('1v1', () => {
  test.override({ options: { edition: '1v1' } })

  test('rings one callee, rejects several, and keeps no records', async ({ emulator, client }) => {
    expect((await client.command(start, ring('jack', 'jill'))).ErrorCode).toBe(101002)
    const CallId = await client.ring(['jack'])
    await client.command('call_engine_http_srv/end_call', { CallId })
    await emulator.advance(5_000)
    expect((await client.command('call_record_http_srv/get_record_by_callid', { CallId })).ErrorCode).toBe(101050)
  })
})

describe('trial', () => {
  test.override({ options: { edition: 'trial' } })

  test('has all features', async ({ emulator, client }) => {
    const CallId = await client.ring(['jack', 'jill'])
    await client.command('call_engine_http_srv/end_call', { CallId })
    await emulator.advance(5_000)
    expect((await client.command('call_record_http_srv/get_record_by_callid', { CallId })).ErrorCode).toBe(0)
  })
})

describe('none', () => {
  test.override({ options: { edition: 'none' } })

  test('rejects Call commands, but not those of accounts and streams', async ({ emulator, client }) => {
    expect((await client.command(start, ring('jack'))).ErrorCode).toBe(60020)
    expect((await client.command('call_config/get_callback', {})).ErrorCode).toBe(60020)
    expect((await client.command('call_record_http_srv/get_record_by_filter', {})).ErrorCode).toBe(60020)
    expect((await client.command('im_open_login_svc/account_import', { UserID: 'jack' })).ErrorCode).toBe(0)
    expect((await client.action('StartStreamIngest', client.ingest())).Error).toBeUndefined()
    expect(emulator.calls()).toEqual([])
  })
})

describe('strict accounts', () => {
  test.override({ options: { accounts: 'strict' } })

  test('rejects a robot and a callee that were not imported', async ({ emulator, client }) => {
    const importing = (UserID: string) => client.command('im_open_login_svc/account_import', { UserID })
    expect((await client.command(start, ring('jack'))).ErrorCode).toBe(70107)
    await importing('robot')
    expect((await client.command(start, ring('jack'))).Response).toMatchObject({
      CallResult: [{ Callee_Account: 'jack', ResultCode: 70107 }],
    })
    expect(emulator.calls()).toEqual([])
    await importing('jack')
    expect((await client.command(start, ring('jack', 'jill'))).Response).toMatchObject({
      CallResult: [{ ResultCode: 0 }, { ResultCode: 70107 }],
    })
    expect(emulator.rings()).toBe(1)
  })

  test('an administrator exists without being imported', async ({ client }) => {
    const robot = { ...ring('administrator'), Robot_Account: 'administrator' }
    expect((await client.command(start, robot)).ErrorCode).toBe(0)
  })
})

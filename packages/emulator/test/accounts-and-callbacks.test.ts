import { expect } from 'vitest'
import { test } from './support/harness.ts'

const accounts = 'im_open_login_svc'

test('accounts are imported, checked, and given a picture', async ({ client }) => {
  await client.command(`${accounts}/account_import`, { UserID: 'robot', Nick: 'Delivery' })
  const many = await client.command(`${accounts}/multiaccount_import`, { AccountList: [{ UserID: 'jack' }] })
  expect(many).toMatchObject({ ErrorCode: 0, FailAccounts: [] })
  const CheckItem = [{ UserID: 'jack' }, { UserID: 'nobody' }]
  expect(await client.command(`${accounts}/account_check`, { CheckItem })).toMatchObject({
    ResultItem: [
      { UserID: 'jack', ResultCode: 0, AccountStatus: 'Imported' },
      { UserID: 'nobody', ResultCode: 0, AccountStatus: 'NotImported' },
    ],
  })
  const ProfileItem = [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Delivery service' }]
  const portray = (From_Account: string) => client.command('profile/portrait_set', { From_Account, ProfileItem })
  expect((await portray('robot')).ErrorCode).toBe(0)
  expect((await portray('nobody')).ErrorCode).toBe(40003)
})

test('online status', async ({ emulator, client }) => {
  const AccountList = [{ UserID: 'jack' }, { UserID: 'jill' }]
  await client.command(`${accounts}/multiaccount_import`, { AccountList })
  emulator.callee('jill', { does: 'offline' })
  const To_Account = ['jack', 'jill', 'nobody']
  expect(await client.command('openim/query_online_status', { To_Account })).toMatchObject({
    QueryResult: [
      { To_Account: 'jack', Status: 'Online' },
      { To_Account: 'jill', Status: 'Offline' },
    ],
    ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }],
  })
})

test('a callback configuration is set, read and deleted', async ({ client }) => {
  const config = { Url: 'https://calls.example/hook', CallbackCommandList: ['Call.CallbackAfterEndCall'] }
  expect((await client.command('call_config/get_callback', {})).ErrorCode).toBe(100301)
  expect((await client.command('call_config/set_callback', config)).ErrorCode).toBe(0)
  expect((await client.command('call_config/get_callback', {})).Response).toEqual(config)
  expect((await client.command('call_config/delete_callback', {})).ErrorCode).toBe(0)
  expect((await client.command('call_config/delete_callback', {})).ErrorCode).toBe(100301)
})

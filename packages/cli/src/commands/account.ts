import { callOperations } from '@trtc-call/spec'
import { callOptions, confirmOptions } from '../client/access-options.ts'
import { createCallClient } from '../client/create-clients.ts'
import { inBatches, maxItemsOf } from '../client/in-batches.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes, UsageError } from '../errors.ts'
import type { Options } from '../options.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { assertUnique } from '../read-value.ts'
import { formatFields, formatTable } from '../terminal.ts'

const userOptions = {
  user: {
    kind: 'text',
    value: 'USER',
    required: true,
    repeatable: true,
    list: true,
    source: true,
    field: ['UserID', 'AccountList', 'CheckItem', 'To_Account'],
    summary: 'account: a,b or several --user; one per line in a file',
  },
} as const satisfies Options

/** What callees see of a user. */
export const portraitOptions = {
  nick: { kind: 'text', value: 'NAME', field: ['Nick', 'ProfileItem[0].Value'], summary: 'displayed name' },
  face: {
    kind: 'text',
    value: 'URL',
    field: ['FaceUrl', 'ProfileItem[1].Value', 'ProfileItem[0].Value'],
    summary: 'URL of the displayed picture',
  },
} as const satisfies Options

const importOptions = { ...userOptions, ...portraitOptions, ...callOptions, ...confirmOptions } as const
const readOptions = { ...userOptions, ...callOptions } as const

export const importUsers = defineCommand({
  details: `The vendor does not document whether robot and callees must be imported before they can be rung;
importing them rules this cause out. Repeating it is safe. --nick and --face need a single user.
Exit code 7: some users were refused.`,
  options: importOptions,
  examples: [
    'trtc-call account import --user robot --nick "Delivery service" --face https://example.com/robot.png',
    'trtc-call account import --user jack,jill',
    'trtc-call account import --user @users.txt --json',
  ],
  async run(context: Context<typeof importOptions>): Promise<Result> {
    const { options, signal } = context
    const { user: users, nick, face } = options
    assertUnique('--user', users)
    if (users.length > 1 && (nick ?? face) !== undefined) {
      throw new UsageError('--nick and --face need a single --user', 'use robot set for each of them')
    }
    await confirmProduction(context, `import ${users.join(', ')}`)
    const calls = await createCallClient(context)
    const failed: string[] = []
    if (users.length === 1) {
      const [UserID = ''] = users
      await calls.accountImport({ UserID, ...(nick && { Nick: nick }), ...(face && { FaceUrl: face }) }, { signal })
    } else {
      const replies = await inBatches(users, maxItemsOf(callOperations.multiaccountImport, 'AccountList'), (batch) =>
        calls.multiaccountImport({ AccountList: batch.map((UserID) => ({ UserID })) }, { signal }),
      )
      failed.push(...replies.flatMap(({ FailAccounts = [] }) => FailAccounts))
    }
    const imported = users.filter((user) => !failed.includes(user))
    return {
      document: { imported, failed },
      text: formatFields({ imported: imported.join(', '), refused: failed.join(', ') || undefined }),
      exitCode: failed.length > 0 ? exitCodes.refused : exitCodes.ok,
    }
  },
})

export const check = defineCommand({
  details: 'Exit code 1: some users are not imported, see account import.',
  options: readOptions,
  examples: ['trtc-call account check --user robot,jack', 'trtc-call account check --user @users.txt --json'],
  async run(context: Context<typeof readOptions>): Promise<Result> {
    const { options, signal } = context
    const { user: users } = options
    assertUnique('--user', users)
    const calls = await createCallClient(context)
    const replies = await inBatches(users, maxItemsOf(callOperations.accountCheck, 'CheckItem'), (batch) =>
      calls.accountCheck({ CheckItem: batch.map((UserID) => ({ UserID })) }, { signal }),
    )
    const items = new Map(replies.flatMap(({ ResultItem = [] }) => ResultItem).map((item) => [item.UserID, item]))
    const accounts = users.map((userId) => {
      const { AccountStatus, ResultCode: resultCode = 0 } = items.get(userId) ?? {}
      return { userId, imported: AccountStatus === 'Imported', resultCode }
    })
    const rows = accounts.map(({ userId, imported, resultCode }) => {
      return [userId, resultCode !== 0 ? `refused with ${resultCode}` : imported ? 'imported' : 'not imported']
    })
    return {
      document: { accounts },
      text: formatTable(['user', 'account'], rows),
      exitCode: accounts.every(({ imported }) => imported) ? exitCodes.ok : exitCodes.failed,
    }
  },
})

export const online = defineCommand({
  details: `Online: the app is running. PushOnline: only a push notification reaches the user. Offline: the
phone does not ring. Exit code 1: the vendor returned only an error code for some users, as it
does for unknown accounts.`,
  options: readOptions,
  examples: ['trtc-call account online --user jack,jill', 'trtc-call account online --user @users.txt --json'],
  async run(context: Context<typeof readOptions>): Promise<Result> {
    const { options, signal } = context
    const { user: users } = options
    assertUnique('--user', users)
    const calls = await createCallClient(context)
    const replies = await inBatches(users, maxItemsOf(callOperations.queryOnlineStatus, 'To_Account'), (batch) =>
      calls.queryOnlineStatus({ To_Account: [...batch] }, { signal }),
    )
    const results = replies.flatMap(({ QueryResult = [] }) => QueryResult)
    const errors = replies.flatMap(({ ErrorList = [] }) => ErrorList)
    const statuses = new Map(results.map(({ To_Account, Status }) => [To_Account, Status]))
    const codes = new Map(errors.map(({ To_Account, ErrorCode }) => [To_Account, ErrorCode]))
    const accounts = users.map((userId) => ({ userId, status: statuses.get(userId), errorCode: codes.get(userId) }))
    const rows = accounts.map(({ userId, status, errorCode }) => [
      userId,
      status ?? `unknown (${errorCode ?? 'no code'})`,
    ])
    return {
      document: { accounts },
      text: formatTable(['user', 'status'], rows),
      exitCode: accounts.every(({ status }) => status !== undefined) ? exitCodes.ok : exitCodes.failed,
    }
  },
})

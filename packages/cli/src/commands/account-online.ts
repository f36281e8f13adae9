import { inBatches } from '../account/in-batches.ts'
import { userOptions } from '../account/user-options.ts'
import { callOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { assertUnique } from '../read-value.ts'
import { formatTable } from '../terminal.ts'

const options = { ...userOptions, ...callOptions } as const

export const accountOnlineCommand = defineCommand({
  details: `Online: the app runs. PushOnline: only a push reaches it. Offline: it will not ring. Exit code 1 says that the vendor
told of one of them nothing but a code, as of accounts that do not exist.`,
  options,
  examples: ['trtc-call account online --user jack --user jill', 'trtc-call account online --user @users.txt --json'],
  run: online,
})

/** The vendor's limit of `query_online_status`. */
const mostAtOnce = 500

async function online(context: Context<typeof options>): Promise<Result> {
  const users = context.options.user
  assertUnique('--user', users)
  const calls = await connectCalls(context)
  const replies = await inBatches(users, mostAtOnce, (To_Account) =>
    calls.queryOnlineStatus({ To_Account: [...To_Account] }, { signal: context.signal }),
  )
  const known = new Map(
    replies.flatMap(({ QueryResult = [] }) => QueryResult).map((one) => [one.To_Account, one.Status]),
  )
  const errors = new Map(
    replies.flatMap(({ ErrorList = [] }) => ErrorList).map((one) => [one.To_Account, one.ErrorCode]),
  )
  const accounts = users.map((userId) => ({ userId, status: known.get(userId), errorCode: errors.get(userId) }))
  return {
    document: { accounts },
    text: formatTable(
      ['user', 'status'],
      accounts.map(({ userId, status, errorCode }) => [userId, status ?? `unknown (${errorCode ?? 'not told'})`]),
    ),
    exitCode: accounts.every(({ status }) => status !== undefined) ? exitCodes.ok : exitCodes.failed,
  }
}

import { inBatches } from '../account/in-batches.ts'
import { userOptions } from '../account/user-options.ts'
import { callOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { assertUnique } from '../read-value.ts'
import { formatTable } from '../terminal.ts'

const options = { ...userOptions, ...callOptions } as const

export const accountCheckCommand = defineCommand({
  details: 'Exit code 1 says that one of them is not. account import makes them known.',
  options,
  examples: ['trtc-call account check --user robot --user jack', 'trtc-call account check --user @users.txt --json'],
  run: check,
})

/** The vendor's limit of `account_check`. */
const mostAtOnce = 100

async function check(context: Context<typeof options>): Promise<Result> {
  const users = context.options.user
  assertUnique('--user', users)
  const calls = await connectCalls(context)
  const replies = await inBatches(users, mostAtOnce, (batch) =>
    calls.accountCheck({ CheckItem: batch.map((UserID) => ({ UserID })) }, { signal: context.signal }),
  )
  const items = replies.flatMap(({ ResultItem = [] }) => ResultItem)
  const accounts = users.map((userId) => {
    const { AccountStatus, ResultCode: resultCode = 0 } = items.find(({ UserID }) => UserID === userId) ?? {}
    return { userId, imported: AccountStatus === 'Imported', resultCode }
  })
  return {
    document: { accounts },
    text: formatTable(
      ['user', 'account'],
      accounts.map(({ userId, imported, resultCode }) => [userId, wordFor(imported, resultCode)]),
    ),
    exitCode: accounts.every(({ imported }) => imported) ? exitCodes.ok : exitCodes.failed,
  }
}

function wordFor(imported: boolean, resultCode: number): string {
  if (resultCode !== 0) return `refused with ${resultCode}`
  return imported ? 'known' : 'not imported'
}

import type { CallClient } from '@trtc-call/node'
import { inBatches } from '../account/in-batches.ts'
import { portraitOptions, userOptions } from '../account/user-options.ts'
import { callOptions, confirmOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { assertUnique } from '../read-value.ts'
import { formatFields } from '../terminal.ts'

const options = { ...userOptions, ...portraitOptions, ...callOptions, ...confirmOptions } as const

export const accountImportCommand = defineCommand({
  details: `Robot and callees have to be accounts before a real phone rings. Doing it again is harmless; --nick and --face are for
a single user. Exit code 7 says that some were refused.`,
  options,
  examples: [
    'trtc-call account import --user robot --nick "Delivery service" --face https://example.com/robot.png',
    'trtc-call account import --user jack --user jill',
    'trtc-call account import --user @users.txt --json',
  ],
  run: importAccounts,
})

/** The vendor's limit of `multiaccount_import`. */
const mostAtOnce = 100

async function importAccounts(context: Context<typeof options>): Promise<Result> {
  const { options: given, signal } = context
  const { nick: Nick, face: FaceUrl } = given
  assertUnique('--user', given.user)
  const users = given.user
  if (users.length > 1 && (Nick ?? FaceUrl) !== undefined) {
    throw new UsageError('--nick and --face are for a single --user', 'use robot set for each of them')
  }
  await confirmProduction(context, `make accounts of ${users.join(', ')}`)
  const calls = await connectCalls(context)
  const [only = ''] = users
  const profile = { ...(Nick === undefined ? {} : { Nick }), ...(FaceUrl === undefined ? {} : { FaceUrl }) }
  if (users.length === 1) await calls.accountImport({ UserID: only, ...profile }, { signal })
  const failed = users.length === 1 ? [] : await importMany(calls, users, signal)
  const imported = users.filter((user) => !failed.includes(user))
  return {
    document: { imported, failed },
    text: formatFields({ imported: imported.join(', '), refused: failed.join(', ') || undefined }),
    exitCode: failed.length > 0 ? exitCodes.refused : exitCodes.ok,
  }
}

async function importMany(calls: CallClient, users: readonly string[], signal: AbortSignal): Promise<string[]> {
  const replies = await inBatches(users, mostAtOnce, (batch) =>
    calls.multiaccountImport({ AccountList: batch.map((UserID) => ({ UserID })) }, { signal }),
  )
  return replies.flatMap(({ FailAccounts = [] }) => FailAccounts)
}

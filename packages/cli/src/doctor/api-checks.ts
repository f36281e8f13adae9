import type { CallClient, TrtcClient } from '@trtc-call/node'
import { callOperations } from '@trtc-call/spec'
import { inBatches, maxItemsOf } from '../client/in-batches.ts'
import { isApiError } from '../errors.ts'
import type { ApiCheck, ApiCheckInput } from './run-api-checks.ts'

interface CallCheckInput extends ApiCheckInput {
  readonly calls: CallClient
  readonly robot: string | undefined
  readonly callees: readonly string[]
}

const signature: ApiCheck<CallCheckInput> = {
  check: 'call-signature',
  expected: 'get_callback: OK, or 100301 if no callback is set',
  async run({ calls, options }) {
    const callback = await undefinedOn(100301, calls.getCallback({}, options))
    const access = 'site, app, key and administrator are correct'
    if (callback === undefined) return { state: 'ok', summary: `${access}; no callback is set` }
    const count = callback.CallbackCommandList?.length ?? 0
    return { state: 'ok', summary: `${access}; ${count} kinds of callbacks go to ${originOf(callback.Url)}` }
  },
}

const notTheVendor = {
  cause: 'nothing has this id, so the response did not come from the vendor',
  fix: 'check --endpoint and TRTC_CALL_ENDPOINT',
}

const subscription: ApiCheck<CallCheckInput> = {
  check: 'call-service',
  expected: 'get_call_info of a random call id: 101004',
  async run({ calls, options }) {
    const found = await undefinedOn(101004, calls.getCallInfo({ CallId: crypto.randomUUID() }, options))
    if (found === undefined) return { state: 'ok', summary: 'the app has a Call subscription' }
    return { state: 'warning', summary: 'a random call id was found', ...notTheVendor }
  },
}

const records: ApiCheck<CallCheckInput> = {
  check: 'call-records',
  expected: 'get_record_by_filter: OK, or 101050 if there are none',
  async run({ calls, options }) {
    const found = await undefinedOn(101050, calls.getRecordByFilter({ NumberPerPage: 1 }, options))
    if (found !== undefined) return { state: 'ok', summary: 'the edition has call records' }
    return {
      state: 'warning',
      summary: 'there are no call records of the last week',
      cause: 'there was no call, or the edition has no records and no callbacks: the group edition has them',
      fix: 'run doctor again after the first call; without records, learn from callbacks how calls end',
      page: 'apps',
    }
  },
}

const accounts: ApiCheck<CallCheckInput> = {
  check: 'call-accounts',
  expected: 'account_check: Imported for each account',
  async run({ calls, options, robot, callees }) {
    const users = [...new Set([...(robot === undefined ? [] : [robot]), ...callees])]
    if (users.length === 0) return { state: 'skipped', summary: 'no accounts to check', fix: 'give --robot, --callee' }
    const replies = await inBatches(users, maxItemsOf(callOperations.accountCheck, 'CheckItem'), (batch) =>
      calls.accountCheck({ CheckItem: batch.map((UserID) => ({ UserID })) }, options),
    )
    // An account that the reply omits is not imported either.
    const results = replies.flatMap(({ ResultItem = [] }) => ResultItem)
    const imported = results.filter(({ AccountStatus }) => AccountStatus === 'Imported').map(({ UserID }) => UserID)
    const missing = users.filter((user) => !imported.includes(user))
    if (missing.length === 0) return { state: 'ok', summary: `imported: ${users.join(', ')}` }
    return {
      state: 'failed',
      summary: `not imported: ${missing.join(', ')}`,
      cause: 'misspelled or never imported; the vendor does not document whether such users can be rung',
      fix: 'check the spelling; trtc-call account import rules this cause out',
      page: 'accounts',
    }
  },
}

const presence: ApiCheck<CallCheckInput> = {
  check: 'call-online',
  expected: 'query_online_status: Online or PushOnline for each callee',
  async run({ calls, options, callees }) {
    const users = [...new Set(callees)]
    if (users.length === 0) return { state: 'skipped', summary: 'no callees to check', fix: 'give --callee' }
    const replies = await inBatches(users, maxItemsOf(callOperations.queryOnlineStatus, 'To_Account'), (batch) =>
      calls.queryOnlineStatus({ To_Account: [...batch] }, options),
    )
    const results = replies.flatMap(({ QueryResult = [] }) => QueryResult)
    const statusOf = new Map(results.map(({ To_Account, Status }) => [To_Account, Status]))
    const summary = users.map((user) => `${user} ${statusOf.get(user) ?? 'has no status'}`).join(', ')
    if (users.every((user) => /^(Push)?Online$/.test(statusOf.get(user) ?? ''))) return { state: 'ok', summary }
    const cause = 'a device that is not logged in does not ring, unless a push wakes the app'
    return { state: 'warning', summary, cause, fix: 'open the app on that device and log in' }
  },
}

/** In this order: if the first fails, the others fail for the same reason. */
export const callChecks: readonly ApiCheck<CallCheckInput>[] = [signature, subscription, records, accounts, presence]

interface CloudCheckInput extends ApiCheckInput {
  readonly trtc: TrtcClient
}

/** Checks the cloud account's keys, and that the app belongs to this account. */
const cloudSignature: ApiCheck<CloudCheckInput> = {
  check: 'cloud-signature',
  expected: 'DescribeStreamIngest of a random task id: Status NotExist',
  async run({ trtc, options }) {
    try {
      const { Status } = await trtc.describeStreamIngest({ TaskId: `doctor-${crypto.randomUUID()}` }, options)
      if (Status === 'NotExist') return { state: 'ok', summary: 'the cloud account’s keys are valid for this app' }
      return { state: 'warning', summary: `a random task id has the status ${Status}`, ...notTheVendor }
    } catch (error) {
      if (!isApiError(error, 'InvalidParameter.TaskId')) throw error
      const { vendorCode, requestId } = error
      const summary = 'the cloud account’s keys are valid; it is unknown whether the app belongs to this account'
      const cause = 'the vendor checked the signature, then refused the random task id before it looked at the app'
      const fix = 'log in to the console with this account and check that it lists the app'
      return { state: 'warning', summary, cause, fix, page: 'apps', vendorCode, requestId }
    }
  },
}

async function undefinedOn<Reply>(vendorCode: number, reply: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await reply
  } catch (error) {
    if (isApiError(error, vendorCode)) return undefined
    throw error
  }
}

/** The path and query may contain a secret. */
function originOf(url: unknown): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : 'an invalid URL'
}

export const cloudChecks: readonly ApiCheck<CloudCheckInput>[] = [cloudSignature]

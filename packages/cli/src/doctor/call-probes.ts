import type { CallClient, RequestOptions } from '@trtc-call/node'
import { isApiError } from '../client/api-response.ts'
import { inBatches } from '../client/limits.ts'
import type { Console } from './consoles.ts'
import type { Said } from './finding.ts'

/** What a probe is asked with. */
export interface CallProbe {
  readonly calls: CallClient
  readonly options: RequestOptions
  readonly robot: string | undefined
  readonly callees: readonly string[]
  readonly pages: Console
}

/** A question that changes nothing and rings nobody. It throws what it does not expect. */
export interface Probe<P> {
  readonly check: string
  /** The answer that says that all is well. */
  readonly expected: string
  run(probe: P): Promise<Said>
}

const signature: Probe<CallProbe> = {
  check: 'call-signature',
  expected: 'get_callback: OK, or 100301 where none is set',
  async run({ calls, options }) {
    const callback = await unless(100301, calls.getCallback({}, options))
    const fits = 'site, app, key and administrator fit'
    if (callback === undefined) return { state: 'ok', what: `${fits}; no callback is set` }
    const count = callback.CallbackCommandList?.length ?? 0
    return { state: 'ok', what: `${fits}; callbacks of ${count} kinds go to ${originOf(callback.Url)}` }
  },
}

const madeUpCall = (): string => crypto.randomUUID()

const service: Probe<CallProbe> = {
  check: 'call-service',
  expected: 'get_call_info of a made-up call: 101004',
  async run({ calls, options }) {
    const found = await unless(101004, calls.getCallInfo({ CallId: madeUpCall() }, options))
    if (found === undefined) return { state: 'ok', what: 'the Call package is there, and the made-up call is not' }
    const why = 'no call has that id, so who answers is not the vendor'
    return { state: 'note', what: 'a made-up call was found', why, mend: 'look at --endpoint and TRTC_CALL_ENDPOINT' }
  },
}

const records: Probe<CallProbe> = {
  check: 'call-records',
  expected: 'get_record_by_filter: OK, or 101050 where there are none',
  async run({ calls, options, pages }) {
    const found = await unless(101050, calls.getRecordByFilter({ NumberPerPage: 1 }, options))
    if (found === undefined) {
      const what = 'there are no call records of the last week'
      const why = 'nobody was called, or the edition has no records and no callbacks: they come with the group edition'
      const mend = 'after a first call ask again; without records, let callbacks tell how calls end'
      return { state: 'note', what, why, mend, where: pages.apps }
    }
    return { state: 'ok', what: 'the edition has call records' }
  },
}

/** The vendor takes so many in one request. */
const mostAccounts = 100
const mostPresences = 500

const accounts: Probe<CallProbe> = {
  check: 'call-accounts',
  expected: 'account_check: Imported for every one',
  async run({ calls, options, robot, callees, pages }) {
    const users = [...new Set([...(robot === undefined ? [] : [robot]), ...callees])]
    if (users.length === 0) {
      return { state: 'skipped', what: 'no account was looked at', mend: 'give --robot, --callee' }
    }
    const replies = await inBatches(users, mostAccounts, (batch) => {
      return calls.accountCheck({ CheckItem: batch.map((UserID) => ({ UserID })) }, options)
    })
    const results = replies.flatMap(({ ResultItem = [] }) => ResultItem)
    // One that the reply leaves out is not there either.
    const imported = new Set(results.flatMap((item) => (item.AccountStatus === 'Imported' ? [item.UserID] : [])))
    const missing = users.filter((user) => !imported.has(user))
    if (missing.length === 0) return { state: 'ok', what: `imported: ${users.join(', ')}` }
    const why = 'a phone rings only for an account of the app, and robots should be accounts, too'
    const mend = 'trtc-call account import, or calls.multiaccountImport(…), or log in once with the app'
    return { state: 'bad', what: `not imported: ${missing.join(', ')}`, why, mend, where: pages.accounts }
  },
}

const presence: Probe<CallProbe> = {
  check: 'call-online',
  expected: 'query_online_status: Online or PushOnline for every callee',
  async run({ calls, options, callees }) {
    const users = [...new Set(callees)]
    if (users.length === 0) return { state: 'skipped', what: 'nobody’s state was asked', mend: 'give --callee' }
    const replies = await inBatches(users, mostPresences, (batch) => {
      return calls.queryOnlineStatus({ To_Account: [...batch] }, options)
    })
    const results = replies.flatMap(({ QueryResult = [] }) => QueryResult)
    const states = new Map(results.map((item) => [item.To_Account, item.Status]))
    const what = users.map((user) => `${user} ${states.get(user) ?? 'has no state'}`).join(', ')
    const isReached = (user: string): boolean => /^(Push)?Online$/.test(states.get(user) ?? '')
    if (users.every(isReached)) return { state: 'ok', what }
    const why = 'who is not logged in is not rung, unless a push wakes the app'
    return { state: 'note', what, why, mend: 'open the app there and log in' }
  },
}

/** In this order; where the first fails, the others would tell the same. */
export const callProbes: readonly Probe<CallProbe>[] = [signature, service, records, accounts, presence]

/** Undefined for the one refusal that is as good as an answer. */
async function unless<Reply>(code: number, reply: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await reply
  } catch (error) {
    if (isApiError(error, code)) return undefined
    throw error
  }
}

/** Its path and query may have a secret. */
function originOf(url: unknown): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : 'an address that cannot be read'
}

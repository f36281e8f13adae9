import type { CallClient, RequestOptions } from '@trtc-call/node'
import { isClientError } from '../client-error.ts'
import type { Finding } from './finding.ts'

/** What a probe is asked with. */
export interface CallProbe {
  readonly calls: CallClient
  readonly options: RequestOptions
  readonly robot: string | undefined
  readonly callees: readonly string[]
}

/** A question that changes nothing and rings nobody. It throws what it does not expect. */
export interface Probe<P> {
  readonly check: string
  /** The answer that says that all is well. */
  readonly expected: string
  run(probe: P): Promise<Omit<Finding, 'check' | 'expected'>>
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
    return { state: 'note', what: 'a made-up call was found: who answers is not the vendor' }
  },
}

const records: Probe<CallProbe> = {
  check: 'call-records',
  expected: 'get_record_by_filter: OK, or 101050 where there are none',
  async run({ calls, options }) {
    const found = await unless(101050, calls.getRecordByFilter({ NumberPerPage: 1 }, options))
    if (found === undefined) {
      const what = 'there are no call records of the last week'
      const why = 'nobody was called, or the edition has no records and no callbacks: they come with the group edition'
      return { state: 'note', what, why }
    }
    return { state: 'ok', what: 'the edition has call records' }
  },
}

const accounts: Probe<CallProbe> = {
  check: 'call-accounts',
  expected: 'account_check: Imported for every one',
  async run({ calls, options, robot, callees }) {
    const users = [...new Set([...(robot === undefined ? [] : [robot]), ...callees])]
    if (users.length === 0)
      return { state: 'skipped', what: 'no account was looked at', mend: 'give --robot, --callee' }
    const CheckItem = users.map((UserID) => ({ UserID }))
    const { ResultItem = [] } = await calls.accountCheck({ CheckItem }, options)
    const missing = ResultItem.filter(({ AccountStatus }) => AccountStatus !== 'Imported').map(({ UserID }) => UserID)
    if (missing.length === 0) return { state: 'ok', what: `imported: ${users.join(', ')}` }
    const why = 'a phone rings only for an account of the app, and robots should be accounts, too'
    const mend = 'trtc-call account import, or calls.multiaccountImport(…), or log in once with the app'
    return { state: 'bad', what: `not imported: ${missing.join(', ')}`, why, mend }
  },
}

const presence: Probe<CallProbe> = {
  check: 'call-online',
  expected: 'query_online_status: Online or PushOnline for every callee',
  async run({ calls, options, callees }) {
    if (callees.length === 0) return { state: 'skipped', what: 'nobody’s state was asked', mend: 'give --callee' }
    const { QueryResult = [] } = await calls.queryOnlineStatus({ To_Account: callees }, options)
    const states = QueryResult.map(({ To_Account, Status }) => `${To_Account} ${Status}`).join(', ')
    const reached = QueryResult.filter(({ Status }) => Status === 'Online' || Status === 'PushOnline')
    if (reached.length === callees.length) return { state: 'ok', what: states }
    const what = states === '' ? 'no callee has a state' : states
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
    if (isClientError(error) && error.code === 'ERR_API' && error.vendorCode === code) return undefined
    throw error
  }
}

/** Its path and query may have a secret. */
function originOf(url: unknown): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : 'an address that cannot be read'
}

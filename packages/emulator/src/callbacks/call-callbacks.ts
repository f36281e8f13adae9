import { createHash } from 'node:crypto'
import type { AppSettings } from '../app-options.ts'
import { callInfo, presentMembers } from '../call-info.ts'
import type { PhoneApp } from '../phone-options.ts'
import type { Settings } from '../settings.ts'
import type { Call, CallListener, MemberStatus } from '../state/call.ts'
import type { CallbackSetting } from '../state/callback-config.ts'
import type { Phones } from '../state/phones.ts'
import { toRecord } from '../state/records.ts'
import type { Deliveries } from './deliveries.ts'

/** Who tells, and to whom. */
export interface Announcer {
  /** Where callbacks go now, if anywhere. */
  readonly callback: CallbackSetting
  readonly app: () => AppSettings
  readonly settings: Settings
  readonly deliveries: Deliveries
  readonly now: () => number
  /** By which `RequestTime` is told. */
  readonly serverNow: () => number
  readonly phones: Phones
}

const platforms: Readonly<Record<PhoneApp, string>> = { android: 'Android', ios: 'iOS', web: 'Web' }

/** The vendor's two lists of what a member can do. Neither has a word for busy. */
const actions: Readonly<Record<Settings['callbackActions'], Partial<Record<MemberStatus, string>>>> = {
  table: { Calling: 'Accept', Left: 'Hang Up' },
  sample: { Calling: 'Answer', Left: 'Hangup' },
}
const sameInBoth: Partial<Record<MemberStatus, string>> = {
  Rejected: 'Reject',
  Busy: 'Reject',
  NotAnswered: 'NotAnswer',
  Offline: 'Offline',
  Interrupted: 'Offline',
}

const timeoutMs = 2_000
const betweenAttemptsMs = 1_000

/**
 * Tells the receiver that set_callback named what happens to calls.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 */
export function callCallbacks(announcer: Announcer): CallListener {
  const { settings, now } = announcer
  return {
    onStart(call) {
      const { MediaType, ...info } = callInfo(call)
      const CallInfo = { [settings.callbackMediaField]: MediaType, ...info }
      const body = { CallInfo, UserList: presentMembers(call), EventTime: now() }
      send(announcer, call, 'Call.CallbackAfterStartCall', body, 'RESTAPI')
    },
    onChange(call, userId, status) {
      const ActionType = sameInBoth[status] ?? actions[settings.callbackActions][status]
      const ChangedUserList = [{ User_Account: userId, ActionType }]
      const body = { CallId: call.id, UserList: presentMembers(call), ChangedUserList, EventTime: now() }
      send(announcer, call, 'Call.CallbackAfterMemberChanged', body, platformOf(announcer, userId, status))
    },
    onEnd(call, userId) {
      const body = { CallRecord: toRecord(call), EventTime: now() }
      const status = userId === undefined ? undefined : call.callees.get(userId)
      send(announcer, call, 'Call.CallbackAfterEndCall', body, platformOf(announcer, userId, status))
    },
  }
}

/** Whose device it came from; nobody's says that nobody answered. */
function platformOf({ phones }: Announcer, userId: string | undefined, status?: MemberStatus): string {
  if (userId === undefined) return 'RESTAPI'
  const isSilent = status === 'NotAnswered' || status === 'Offline' || status === 'Interrupted'
  return isSilent ? 'Unknown' : platforms[phones.reaction(userId).app]
}

function send(announcer: Announcer, call: Call, command: string, fields: object, platform: string): void {
  const { callback, app, settings, deliveries } = announcer
  const target = callback.get()
  const isIncluded = settings.edition === 'group' || settings.edition === 'trial'
  if (!target?.commands.includes(command) || !isIncluded) return
  const { sdkAppId } = app()
  const body = spell(JSON.stringify({ CallbackCommand: command, ...fields }), settings)
  deliveries.send({
    kind: 'call',
    sdkAppId,
    command,
    callId: call.id,
    timeoutMs,
    write: () => ({ url: addressOf(target.url, announcer, command, platform), headers: {}, body }),
    retryAfterMs: (attempts) => (attempts <= settings.callbackRetries ? betweenAttemptsMs : undefined),
  })
}

/** A number beyond 2^53 cannot go through JSON.stringify. */
function spell(body: string, { callbackAccounts }: Settings): string {
  if (callbackAccounts === 'text') return body
  return body.replaceAll(/"User_Account":"(0|[1-9]\d*)"/g, '"User_Account":$1')
}

/** The vendor's parameters follow those that the address has. */
function addressOf(address: string, { app, serverNow }: Announcer, command: string, platform: string): string {
  const { sdkAppId, callbackToken } = app()
  const query = new URLSearchParams({
    SdkAppid: String(sdkAppId),
    CallbackCommand: command,
    contenttype: 'json',
    ClientIP: '127.0.0.1',
    OptPlatform: platform,
  })
  if (callbackToken !== undefined) {
    const requestTime = String(Math.floor(serverNow() / 1000))
    query.set(
      'Sign',
      createHash('sha256')
        .update(callbackToken + requestTime)
        .digest('hex'),
    )
    query.set('RequestTime', requestTime)
  }
  return `${address}${address.includes('?') ? '&' : '?'}${query}`
}

import { createHash } from 'node:crypto'
import { activeMembers, callInfo } from '../call-info.ts'
import type { AppSettings } from '../options/app-options.ts'
import type { PhoneApp } from '../options/phone-options.ts'
import type { Settings } from '../options/resolve-settings.ts'
import type { Call, CallListener, MemberStatus } from '../state/call.ts'
import type { Phones } from '../state/phones.ts'
import { toRecord } from '../state/records.ts'
import type { Deliveries } from './deliveries.ts'

/** Receiver of the callbacks of calls, and the commands that it receives. */
export interface CallbackConfig {
  readonly url: string
  readonly commands: readonly string[]
}

export interface CallNotifierDeps {
  /** Returns the current configuration. */
  readonly callback: () => CallbackConfig | undefined
  readonly app: () => AppSettings
  readonly settings: Settings
  readonly deliveries: Deliveries
  readonly now: () => number
  /** Clock of `RequestTime`. */
  readonly serverNow: () => number
  readonly phones: Phones
}

const platforms: Readonly<Record<PhoneApp, string>> = { android: 'Android', ios: 'iOS', web: 'Web' }

/** The vendor's two lists of actions. Neither has a word for busy. */
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
const retryDelayMs = 1_000

/**
 * Sends the callbacks of calls to the receiver that set_callback configured.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 */
export function createCallNotifier(deps: CallNotifierDeps): CallListener {
  const { settings, now } = deps
  return {
    onStart(call) {
      const { MediaType, ...info } = callInfo(call)
      const CallInfo = { [settings.callbackMediaField]: MediaType, ...info }
      const body = { CallInfo, UserList: activeMembers(call), EventTime: now() }
      send(deps, call, 'Call.CallbackAfterStartCall', body, 'RESTAPI')
    },
    onChange(call, userId, status) {
      const ActionType = sameInBoth[status] ?? actions[settings.callbackActions][status]
      const ChangedUserList = [{ User_Account: userId, ActionType }]
      const body = { CallId: call.id, UserList: activeMembers(call), ChangedUserList, EventTime: now() }
      send(deps, call, 'Call.CallbackAfterMemberChanged', body, platformOf(deps, userId, status))
    },
    onEnd(call, userId) {
      const body = { CallRecord: toRecord(call), EventTime: now() }
      const status = userId === undefined ? undefined : call.callees.get(userId)
      send(deps, call, 'Call.CallbackAfterEndCall', body, platformOf(deps, userId, status))
    },
  }
}

/** The platform of the phone that acted; `Unknown` if none did. */
function platformOf({ phones }: CallNotifierDeps, userId: string | undefined, status?: MemberStatus): string {
  if (userId === undefined) return 'RESTAPI'
  const hasNoActor = status === 'NotAnswered' || status === 'Offline' || status === 'Interrupted'
  return hasNoActor ? 'Unknown' : platforms[phones.reaction(userId).app]
}

function send(deps: CallNotifierDeps, call: Call, command: string, fields: object, platform: string): void {
  const { callback, app, settings, deliveries } = deps
  const target = callback()
  const hasCallbacks = settings.edition === 'group' || settings.edition === 'trial'
  if (!target?.commands.includes(command) || !hasCallbacks) return
  const { sdkAppId } = app()
  const body = formatAccounts(JSON.stringify({ CallbackCommand: command, ...fields }), settings)
  deliveries.send({
    kind: 'call',
    sdkAppId,
    command,
    callId: call.id,
    timeoutMs,
    build: () => ({ url: callbackUrl(target.url, deps, command, platform), headers: {}, body }),
    retryAfterMs: (attempts) => (attempts <= settings.callbackRetries ? retryDelayMs : undefined),
  })
}

/** Edits the text, because JSON.stringify cannot write numbers beyond 2^53. */
function formatAccounts(body: string, { callbackAccounts }: Settings): string {
  if (callbackAccounts === 'text') return body
  return body.replaceAll(/"User_Account":"(0|[1-9]\d*)"/g, '"User_Account":$1')
}

/** Appends the vendor's parameters to those of the receiver's URL. */
function callbackUrl(
  receiver: string,
  { app, serverNow }: CallNotifierDeps,
  command: string,
  platform: string,
): string {
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
  return `${receiver}${receiver.includes('?') ? '&' : '?'}${query}`
}

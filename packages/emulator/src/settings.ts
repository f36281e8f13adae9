import type { AppOptions, AppSettings } from './app-options.ts'
import { appFields, resolveApps } from './app-settings.ts'
import { assertBehaviour } from './callee-behaviour.ts'
import type { EmulatorOptions } from './options.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { isLoopbackHost } from './stream/loopback.ts'

type Optional = 'controlToken' | 'seed' | 'appRequestsPerSecond'

/** The options with nothing left open, where undefined is not a choice of its own. */
export type Settings = Required<Omit<EmulatorOptions, Optional | 'apps' | keyof AppOptions>> & {
  readonly [Name in Optional]: EmulatorOptions[Name] | undefined
} & { readonly apps: readonly AppSettings[] }

/** @throws TypeError when an option has a value that cannot work. */
export function resolveSettings(options: EmulatorOptions): Settings {
  const settings: Settings = {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    controlToken: options.controlToken,
    ingestRoomIdType: options.ingestRoomIdType ?? 'guide',
    startReply: options.startReply ?? 'guide',
    apps: resolveApps(options),
    clock: options.clock ?? 'real',
    answerAfterMs: options.answerAfterMs ?? 400,
    streamDurationMs: options.streamDurationMs ?? 60_000,
    fetchBeyondLoopback: options.fetchBeyondLoopback ?? false,
    seed: options.seed,
    users: options.users ?? {},
    edition: options.edition ?? 'group',
    records: options.records ?? (options.edition !== '1v1' && options.edition !== 'none'),
    accounts: options.accounts ?? 'lenient',
    app: options.app ?? 'web',
    pushDelayMs: options.pushDelayMs ?? 2_000,
    callbackMediaField: options.callbackMediaField ?? 'MediaType',
    callbackActions: options.callbackActions ?? 'table',
    callbackAccounts: options.callbackAccounts ?? 'text',
    callbackRetries: options.callbackRetries ?? 0,
    callbacksBeyondLoopback: options.callbacksBeyondLoopback ?? false,
    rateLimits: options.rateLimits ?? true,
    appRequestsPerSecond: options.appRequestsPerSecond,
  }
  refuseUnknown('startEmulator', options, [...Object.keys(settings), ...appFields])
  assertOneOf('ingestRoomIdType', settings.ingestRoomIdType, ['guide', 'reference'])
  assertOneOf('startReply', settings.startReply, ['guide', 'reference'])
  assertOneOf('clock', settings.clock, ['real', 'virtual'])
  assertOneOf('edition', settings.edition, ['1v1', 'group', 'trial', 'none'])
  assertOneOf('accounts', settings.accounts, ['lenient', 'strict'])
  assertOneOf('app', settings.app, ['android', 'ios', 'web'])
  assertOneOf('callbackMediaField', settings.callbackMediaField, ['MediaType', 'CallMediaType'])
  assertOneOf('callbackActions', settings.callbackActions, ['table', 'sample'])
  assertOneOf('callbackAccounts', settings.callbackAccounts, ['text', 'number'])
  assertNumbers(settings)
  for (const [userId, behaviour] of Object.entries(settings.users)) assertBehaviour(userId, behaviour)
  assertReach(settings)
  if (settings.seed !== undefined && !Number.isSafeInteger(settings.seed)) {
    throw new TypeError('startEmulator: seed must be a whole number')
  }
  return settings
}

function assertOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new TypeError(`startEmulator: ${name} must be one of ${allowed.join(', ')}`)
}

function assertNumbers({ callbackRetries, pushDelayMs, appRequestsPerSecond = 1 }: Settings): void {
  if (!Number.isInteger(callbackRetries) || callbackRetries < 0) {
    throw new TypeError('startEmulator: callbackRetries must be 0 or more')
  }
  if (!(pushDelayMs >= 0)) throw new TypeError('startEmulator: pushDelayMs must be milliseconds, 0 or more')
  if (!(appRequestsPerSecond >= 1)) throw new TypeError('startEmulator: appRequestsPerSecond must be 1 or more')
}

/** Beyond this machine everybody could move the phones. A token goes into headers and cookies. */
function assertReach({ host, controlToken }: Settings): void {
  if (controlToken !== undefined && !/^[\x21-\x7e]{8,}$/.test(controlToken)) {
    throw new TypeError('startEmulator: controlToken must have at least 8 printable ASCII characters and no space')
  }
  if (controlToken === undefined && !isLoopbackHost(host.includes(':') ? `[${host}]` : host)) {
    throw new TypeError(`startEmulator: host ${host} can be reached from other machines; give a controlToken, too`)
  }
}

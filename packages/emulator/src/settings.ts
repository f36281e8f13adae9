import type { AppOptions, AppSettings } from './app-options.ts'
import { isReachable, resolveApps } from './app-settings.ts'
import { assertBehaviour } from './callee-behaviour.ts'
import { assertOptions } from './check-option.ts'
import { emulatorOptionTable } from './option-table.ts'
import type { EmulatorOptions } from './options.ts'

type Optional = 'controlToken' | 'seed' | 'appRequestsPerSecond'

/** The options with nothing left open, where undefined is not a choice of its own. */
export type Settings = Required<Omit<EmulatorOptions, Optional | 'apps' | keyof AppOptions>> & {
  readonly [Name in Optional]: EmulatorOptions[Name] | undefined
} & { readonly apps: readonly AppSettings[] }

const optionNames = Object.keys(emulatorOptionTable) as (keyof EmulatorOptions)[]

/** @throws TypeError when an option has a value that cannot work. */
export function resolveSettings(options: EmulatorOptions): Settings {
  assertOptions('startEmulator', options, optionNames)
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
  for (const [userId, behaviour] of Object.entries(settings.users)) assertBehaviour(userId, behaviour)
  assertReach(settings)
  return settings
}

/** Beyond this machine everybody could move the phones. A token goes into headers and cookies. */
function assertReach({ host, controlToken }: Settings): void {
  if (controlToken !== undefined && !/^[\x21-\x7e]{8,}$/.test(controlToken)) {
    throw new TypeError('startEmulator: controlToken must have at least 8 printable ASCII characters and no space')
  }
  if (controlToken === undefined && isReachable({ host })) {
    throw new TypeError(
      `startEmulator: host ${host} can be reached from other machines; give a controlToken (--token), too`,
    )
  }
}

import type { AppOptions, AppSettings } from './app-options.ts'
import { assertOptions } from './assert-options.ts'
import { assertBehaviour, assertUserId } from './callee-behaviour.ts'
import type { EmulatorOptions } from './emulator-options.ts'
import { OptionError } from './option-error.ts'
import { emulatorOptionTable } from './option-table.ts'
import { isReachable, resolveApps } from './resolve-apps.ts'

type Optional = 'controlToken' | 'seed' | 'appRequestsPerSecond'

/** The options with all defaults filled in. */
export type Settings = Required<Omit<EmulatorOptions, Optional | 'apps' | keyof AppOptions>> & {
  readonly [Name in Optional]: EmulatorOptions[Name] | undefined
} & { readonly apps: readonly AppSettings[] }

const optionNames = Object.keys(emulatorOptionTable) as (keyof EmulatorOptions)[]

/** @throws OptionError */
export function resolveSettings(options: EmulatorOptions): Settings {
  assertOptions('startEmulator', '', options, optionNames)
  const settings: Settings = {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    controlToken: options.controlToken,
    ingestRoomIdType: options.ingestRoomIdType ?? 'guide',
    startResponse: options.startResponse ?? 'guide',
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
  for (const [userId, behaviour] of Object.entries(settings.users)) {
    assertUserId('startEmulator', 'users', userId)
    assertBehaviour('startEmulator', `users.${userId}`, behaviour)
  }
  assertProtected(settings)
  return settings
}

/** On an address that other machines can reach, only a token keeps others from driving the phones. */
function assertProtected({ host, controlToken }: Settings): void {
  if (controlToken === undefined && isReachable({ host })) {
    const detail = `is missing, and host ${host} can be reached from other machines`
    throw new OptionError('startEmulator', 'controlToken', 'missing', detail)
  }
  // The token goes into headers and cookies.
  if (controlToken !== undefined && !/^[\x21-\x7e]{8,}$/.test(controlToken)) {
    const detail = 'must have at least 8 printable ASCII characters and no space'
    throw new OptionError('startEmulator', 'controlToken', controlToken.length < 8 ? 'length' : 'format', detail)
  }
}

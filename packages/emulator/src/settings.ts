import { createHash } from 'node:crypto'
import type { EmulatorOptions } from './options.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { isLoopbackHost } from './stream/loopback.ts'

type Optional = 'token' | 'controlToken' | 'seed'

/** The options with nothing left open; `token` stays undefined for permanent credentials, `controlToken` without one. */
export type Settings = Required<Omit<EmulatorOptions, Optional>> & {
  readonly [Name in Optional]: EmulatorOptions[Name] | undefined
}

/** Fixed, so that a restarted emulator takes the same keys; hashed, so that no scanner takes them for real ones. */
function fixedKey(name: string): string {
  return createHash('sha256').update(`trtc-call emulator ${name}`).digest('hex')
}

/** @throws TypeError when an option has a value that cannot work. */
export function resolveSettings(options: EmulatorOptions): Settings {
  const settings: Settings = {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    controlToken: options.controlToken,
    ingestRoomIdType: options.ingestRoomIdType ?? 'guide',
    startReply: options.startReply ?? 'guide',
    sdkAppId: options.sdkAppId ?? 1400000000,
    sdkSecretKey: options.sdkSecretKey ?? fixedKey('sdkSecretKey'),
    identifier: options.identifier ?? 'administrator',
    secretId: options.secretId ?? `emulator${fixedKey('secretId').slice(0, 28)}`,
    secretKey: options.secretKey ?? fixedKey('secretKey').slice(0, 32),
    token: options.token,
    clock: options.clock ?? 'real',
    answerAfterMs: options.answerAfterMs ?? 400,
    streamDurationMs: options.streamDurationMs ?? 60_000,
    seed: options.seed,
    users: options.users ?? {},
    records: options.records ?? true,
  }
  refuseUnknown('startEmulator', options, Object.keys(settings))
  assertOneOf('ingestRoomIdType', settings.ingestRoomIdType, ['guide', 'reference'])
  assertOneOf('startReply', settings.startReply, ['guide', 'reference'])
  assertOneOf('clock', settings.clock, ['real', 'virtual'])
  assertReach(settings)
  if (settings.seed !== undefined && !Number.isSafeInteger(settings.seed)) {
    throw new TypeError('startEmulator: seed must be a whole number')
  }
  if (!Number.isSafeInteger(settings.sdkAppId) || settings.sdkAppId < 1) {
    throw new TypeError('startEmulator: sdkAppId must be a positive integer')
  }
  return settings
}

function assertOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new TypeError(`startEmulator: ${name} must be one of ${allowed.join(', ')}`)
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

import type { EmulatorOptions } from './options.ts'
import { sites } from './sites.ts'

/** Type of an option, and how it is written as text. */
export type OptionKind =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** `on` or `off`. */
  | { readonly kind: 'boolean' }
  /** Never shown if `isSecret`. */
  | { readonly kind: 'text'; readonly isSecret?: true }
  /** Texts, separated by commas. */
  | { readonly kind: 'list' }
  /** JSON. */
  | { readonly kind: 'object' | 'objects' }

/** An option as a flag, an environment variable and a field of the configuration file. */
export type OptionRow = OptionKind & {
  /** In camel case: `roomIdType` is `--room-id-type` and `TRTC_EMULATOR_ROOM_ID_TYPE`. */
  readonly flag: string
  /** One line, with the default. */
  readonly summary: string
}

const dayMs = 86_400_000
const port = { kind: 'integer', min: 0, max: 65_535 } as const
const milliseconds = { kind: 'integer', min: 0, max: dayMs } as const
const count = { kind: 'integer', min: 1, max: 1_000_000 } as const
const secret = { kind: 'text', isSecret: true } as const
const text = { kind: 'text' } as const
const onOff = { kind: 'boolean' } as const

function choice<const Choices extends readonly string[]>(...choices: Choices) {
  return { kind: 'choice', choices } as const
}

/**
 * Every option of `startEmulator`, by name. The command line is generated from this table, so every option has a flag and a
 * variable.
 *
 * @example
 * for (const [name, { flag, summary }] of Object.entries(emulatorOptionTable)) console.error(name, flag, summary)
 */
export const emulatorOptionTable = {
  port: { ...port, flag: 'port', summary: 'port to listen on, default any free port' },
  host: {
    ...text,
    flag: 'host',
    summary: 'address to listen on, default 127.0.0.1; others need --token',
  },
  controlToken: { ...secret, flag: 'token', summary: 'token for requests to /_emulator/, including the page' },
  ingestRoomIdType: {
    ...choice('guide', 'reference'),
    flag: 'roomIdType',
    summary: 'RoomIdType convention of ingest, default guide',
  },
  startResponse: {
    ...choice('guide', 'reference'),
    flag: 'startResponse',
    summary: 'start_call_by_robot returns a CallId (guide, the default) or not',
  },
  apps: { kind: 'objects', flag: 'apps', summary: 'several applications, as JSON' },
  sdkAppId: {
    kind: 'integer',
    min: 1,
    max: 4_294_967_295,
    flag: 'sdkAppId',
    summary: 'application, default 1400000000',
  },
  sdkSecretKey: {
    ...secret,
    flag: 'sdkSecretKey',
    summary: 'key of the application, default: fixed on loopback, else random',
  },
  identifier: { ...text, flag: 'identifier', summary: 'administrator, default administrator' },
  admins: { kind: 'list', flag: 'admins', summary: 'more administrators, separated by commas' },
  site: {
    ...choice(...sites),
    flag: 'site',
    summary: 'site of the app; other hosts answer 60026, default any',
  },
  secretId: { ...text, flag: 'secretId', summary: 'id of the cloud key, default as --sdk-secret-key' },
  secretKey: { ...secret, flag: 'secretKey', summary: 'secret of the cloud key, default as --sdk-secret-key' },
  token: { ...secret, flag: 'sessionToken', summary: 'session token that makes the cloud key temporary' },
  ingestCallback: {
    kind: 'object',
    flag: 'ingestCallback',
    summary: 'receiver of events 701 and 702, as JSON {"url", "key"}',
  },
  callbackToken: { ...secret, flag: 'callbackToken', summary: 'token that signs call callbacks' },
  callbackMediaField: {
    ...choice('MediaType', 'CallMediaType'),
    flag: 'callbackMediaField',
    summary: 'name of the media type in call callbacks, default MediaType',
  },
  callbackActions: {
    ...choice('table', 'sample'),
    flag: 'callbackActions',
    summary: 'names of actions in call callbacks, default table',
  },
  callbackAccounts: {
    ...choice('text', 'number'),
    flag: 'callbackAccounts',
    summary: 'userIDs of digits in call callbacks, default text',
  },
  callbackRetries: {
    kind: 'integer',
    min: 0,
    max: 100,
    flag: 'callbackRetries',
    summary: 'retries of a failed call callback, default 0',
  },
  callbacksBeyondLoopback: {
    ...onOff,
    flag: 'callbacksBeyondLoopback',
    summary: 'contact callback receivers on other machines, default off',
  },
  clock: {
    ...choice('real', 'virtual'),
    flag: 'clock',
    summary: 'virtual stands still until it is advanced, default real',
  },
  streamDurationMs: {
    ...milliseconds,
    flag: 'streamDurationMs',
    summary: 'duration of streams whose own is unknown, default 60000 ms',
  },
  fetchBeyondLoopback: {
    ...onOff,
    flag: 'fetchBeyondLoopback',
    summary: 'fetch streams on other machines, default off',
  },
  seed: {
    kind: 'integer',
    min: Number.MIN_SAFE_INTEGER,
    max: Number.MAX_SAFE_INTEGER,
    flag: 'seed',
    summary: 'makes ids and random faults reproducible',
  },
  users: { kind: 'object', flag: 'users', summary: 'behaviour of callees, as JSON {"jack":{"does":"busy"}}' },
  app: { ...choice('android', 'ios', 'web'), flag: 'app', summary: 'app of the callees, default web' },
  pushDelayMs: { ...milliseconds, flag: 'pushDelayMs', summary: 'time until a push wakes a phone, default 2000 ms' },
  answerAfterMs: { ...milliseconds, flag: 'answerAfterMs', summary: 'time until callees answer, default 400 ms' },
  edition: { ...choice('1v1', 'group', 'trial', 'none'), flag: 'edition', summary: 'purchased edition, default group' },
  records: { ...onOff, flag: 'records', summary: 'keep call records, default as the edition' },
  accounts: {
    ...choice('lenient', 'strict'),
    flag: 'accounts',
    summary: 'strict requires imported accounts, default lenient',
  },
  rateLimits: { ...onOff, flag: 'rateLimits', summary: 'enforce the vendor’s rate limits, default on' },
  appRequestsPerSecond: {
    ...count,
    flag: 'appRequestsPerSecond',
    summary: 'limit over all commands of an application, default unlimited',
  },
} as const satisfies { readonly [Name in keyof Required<EmulatorOptions>]: OptionRow }

/** Returns the environment variable of an option: `roomIdType` is `TRTC_EMULATOR_ROOM_ID_TYPE`. */
export function variableOf({ flag }: Pick<OptionRow, 'flag'>): string {
  return `TRTC_EMULATOR_${flag.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

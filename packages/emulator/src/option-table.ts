import type { EmulatorOptions } from './options.ts'
import { sites } from './sites.ts'

/** How the value of an option is written as text. */
export type OptionKind =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** `on` or `off`. */
  | { readonly kind: 'boolean' }
  /** Words, not to be shown where `isSecret`. */
  | { readonly kind: 'text'; readonly isSecret?: true }
  /** Words with commas between them. */
  | { readonly kind: 'list' }
  /** JSON. */
  | { readonly kind: 'object' | 'objects' }

/** An option outside of TypeScript: a flag, a variable and a field of the configuration file. */
export type OptionRow = OptionKind & {
  /** In camel case: `roomIdType` is the flag `--room-id-type` and the variable `TRTC_EMULATOR_ROOM_ID_TYPE`. */
  readonly flag: string
  /** One line, with the default. */
  readonly summary: string
}

const longestMs = 86_400_000
const port = { kind: 'integer', min: 0, max: 65_535 } as const
const milliseconds = { kind: 'integer', min: 0, max: longestMs } as const
const count = { kind: 'integer', min: 1, max: 1_000_000 } as const
const secret = { kind: 'text', isSecret: true } as const
const text = { kind: 'text' } as const
const onOff = { kind: 'boolean' } as const

function choice<const Choices extends readonly string[]>(...choices: Choices) {
  return { kind: 'choice', choices } as const
}

/**
 * Every option of `startEmulator`, by its name there, which is also its name in a configuration file. The command line is
 * made of this table, so an option cannot lack its flag or its variable.
 *
 * @example
 * for (const [name, { flag, summary }] of Object.entries(emulatorOptionTable)) console.error(name, flag, summary)
 */
export const emulatorOptionTable = {
  port: { ...port, flag: 'port', summary: 'default any free one' },
  host: { ...text, flag: 'host', summary: 'address to listen on, default 127.0.0.1; any other needs --token' },
  controlToken: { ...secret, flag: 'token', summary: 'has to come with requests to /_emulator/, the page included' },
  ingestRoomIdType: {
    ...choice('guide', 'reference'),
    flag: 'roomIdType',
    summary: 'how ingest numbers rooms, default guide',
  },
  startResponse: {
    ...choice('guide', 'reference'),
    flag: 'startResponse',
    summary: 'whether the start of a call is answered with a CallId (guide, the default)',
  },
  apps: { kind: 'objects', flag: 'apps', summary: 'several applications, as JSON' },
  sdkAppId: { kind: 'integer', min: 1, max: 4_294_967_295, flag: 'sdkAppId', summary: 'default 1400000000' },
  sdkSecretKey: {
    ...secret,
    flag: 'sdkSecretKey',
    summary: 'the app’s key; default: the same everywhere on loopback, else random',
  },
  identifier: { ...text, flag: 'identifier', summary: 'the administrator, default administrator' },
  admins: { kind: 'list', flag: 'admins', summary: 'further administrators, with commas between them' },
  site: {
    ...choice(...sites),
    flag: 'site',
    summary: 'where the app lives; other sites’ hosts answer 60026, default any',
  },
  secretId: { ...text, flag: 'secretId', summary: 'of the cloud account; default as --sdk-secret-key' },
  secretKey: { ...secret, flag: 'secretKey', summary: 'of the cloud account; default as --sdk-secret-key' },
  token: { ...secret, flag: 'sessionToken', summary: 'makes the cloud account’s credentials temporary' },
  ingestCallback: {
    kind: 'object',
    flag: 'ingestCallback',
    summary: 'where events 701 and 702 go, as JSON {url, key}',
  },
  callbackToken: { ...secret, flag: 'callbackToken', summary: 'signs the query of callbacks about calls' },
  callbackMediaField: {
    ...choice('MediaType', 'CallMediaType'),
    flag: 'callbackMediaField',
    summary: 'default MediaType',
  },
  callbackActions: {
    ...choice('table', 'sample'),
    flag: 'callbackActions',
    summary: 'words of callbacks, default table',
  },
  callbackAccounts: {
    ...choice('text', 'number'),
    flag: 'callbackAccounts',
    summary: 'accounts of digits, default text',
  },
  callbackRetries: { kind: 'integer', min: 0, max: 100, flag: 'callbackRetries', summary: 'default 0' },
  callbacksBeyondLoopback: {
    ...onOff,
    flag: 'callbacksBeyondLoopback',
    summary: 'whether receivers on other machines are contacted, default off',
  },
  clock: { ...choice('real', 'virtual'), flag: 'clock', summary: 'virtual stands still until moved, default real' },
  streamDurationMs: {
    ...milliseconds,
    flag: 'streamDurationMs',
    summary: 'of a stream that does not tell its own, default 60000',
  },
  fetchBeyondLoopback: {
    ...onOff,
    flag: 'fetchBeyondLoopback',
    summary: 'whether streams on other machines are really fetched, default off',
  },
  seed: {
    kind: 'integer',
    min: Number.MIN_SAFE_INTEGER,
    max: Number.MAX_SAFE_INTEGER,
    flag: 'seed',
    summary: 'makes ids and chance the same in every run',
  },
  users: { kind: 'object', flag: 'users', summary: 'how callees behave, as JSON {"jack":{"does":"busy"}}' },
  app: { ...choice('android', 'ios', 'web'), flag: 'app', summary: 'which app callees have, default web' },
  pushDelayMs: { ...milliseconds, flag: 'pushDelayMs', summary: 'until a push wakes a phone, default 2000' },
  answerAfterMs: { ...milliseconds, flag: 'answerAfterMs', summary: 'when callees answer, default 400' },
  edition: { ...choice('1v1', 'group', 'trial', 'none'), flag: 'edition', summary: 'what was bought, default group' },
  records: { ...onOff, flag: 'records', summary: 'whether there are call records, default as the edition has it' },
  accounts: {
    ...choice('lenient', 'strict'),
    flag: 'accounts',
    summary: 'whether callees have to be imported, default lenient',
  },
  rateLimits: { ...onOff, flag: 'rateLimits', summary: 'whether the vendor’s limits are kept, default on' },
  appRequestsPerSecond: { ...count, flag: 'appRequestsPerSecond', summary: 'over all commands, default unlimited' },
} as const satisfies { readonly [Name in keyof Required<EmulatorOptions>]: OptionRow }

/** `roomIdType` is `TRTC_EMULATOR_ROOM_ID_TYPE`. */
export function variableOf({ flag }: Pick<OptionRow, 'flag'>): string {
  return `TRTC_EMULATOR_${flag.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

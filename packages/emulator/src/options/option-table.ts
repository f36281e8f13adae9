import { sites } from '../sites.ts'
import type { EmulatorOptions } from './emulator-options.ts'

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
  /** One line, with the default in brackets. */
  readonly summary: string
}

const text = { kind: 'text' } as const
const secret = { kind: 'text', isSecret: true } as const
const boolean = { kind: 'boolean' } as const
const object = { kind: 'object' } as const
const milliseconds = integer(0, 86_400_000)

function integer(min: number, max: number) {
  return { kind: 'integer', min, max } as const
}

function choice(...choices: readonly string[]) {
  return { kind: 'choice', choices } as const
}

/** Keeps the flag as a literal type, because the command line derives its option names from it. */
function option<Flag extends string>(
  kind: OptionKind,
  flag: Flag,
  summary: string,
): Readonly<OptionRow & { flag: Flag }> {
  return { ...kind, flag, summary }
}

/**
 * Every option of `startEmulator`, by name. The command line is generated from this table, so every option has a flag and a
 * variable.
 *
 * @example
 * for (const [name, { flag, summary }] of Object.entries(emulatorOptionTable)) console.error(name, flag, summary)
 */
export const emulatorOptionTable = {
  port: option(integer(0, 65_535), 'port', 'port to listen on [any free port]'),
  host: option(text, 'host', 'address to listen on; a public one needs --token [127.0.0.1]'),
  controlToken: option(secret, 'token', 'token for requests to /_emulator/, including the page'),
  ingestRoomIdType: option(
    choice('guide', 'reference'),
    'roomIdType',
    'how the RoomIdType of streams numbers rooms: guide = 0 int, 1 string; reference = 0 string, 1 int [guide]',
  ),
  startResponse: option(
    choice('guide', 'reference'),
    'startResponse',
    'guide sends a CallId, reference does not [guide]',
  ),
  apps: option({ kind: 'objects' }, 'apps', 'several applications, as JSON'),
  sdkAppId: option(integer(1, 4_294_967_295), 'sdkAppId', 'application [1400000000]'),
  sdkSecretKey: option(secret, 'sdkSecretKey', 'key of the application [fixed on loopback, else random]'),
  identifier: option(text, 'identifier', 'administrator [administrator]'),
  admins: option({ kind: 'list' }, 'admins', 'more administrators, separated by commas'),
  site: option(choice(...sites), 'site', 'site; hosts of other sites answer 60026 [any]'),
  secretId: option(text, 'secretId', 'id of the cloud key [as --sdk-secret-key]'),
  secretKey: option(secret, 'secretKey', 'secret of the cloud key [as --sdk-secret-key]'),
  token: option(secret, 'sessionToken', 'session token that makes the cloud key temporary'),
  ingestCallback: option(object, 'ingestCallback', 'receiver of events 701 and 702, as JSON {"url", "key"}'),
  callbackToken: option(secret, 'callbackToken', 'token that signs call callbacks'),
  callbackMediaField: option(
    choice('MediaType', 'CallMediaType'),
    'callbackMediaField',
    'name of the media type in call callbacks [MediaType]',
  ),
  callbackActions: option(choice('table', 'sample'), 'callbackActions', 'names of actions in call callbacks [table]'),
  callbackAccounts: option(choice('text', 'number'), 'callbackAccounts', 'userIDs of digits in call callbacks [text]'),
  callbackRetries: option(integer(0, 100), 'callbackRetries', 'retries of a failed call callback [0]'),
  callbacksBeyondLoopback: option(boolean, 'callbacksBeyondLoopback', 'send callbacks to other machines [off]'),
  clock: option(choice('real', 'virtual'), 'clock', 'virtual stands still until it is advanced [real]'),
  streamDurationMs: option(milliseconds, 'streamDurationMs', 'duration of streams whose own is unknown [60s]'),
  fetchBeyondLoopback: option(boolean, 'fetchBeyondLoopback', 'fetch streams on other machines [off]'),
  seed: option(
    integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    'seed',
    'makes ids and random faults reproducible',
  ),
  users: option(object, 'users', 'behaviour of callees, as JSON {"jack":{"does":"busy"}}'),
  app: option(choice('android', 'ios', 'web'), 'app', 'app of the callees [web]'),
  pushDelayMs: option(milliseconds, 'pushDelayMs', 'time until a push wakes a phone [2s]'),
  answerAfterMs: option(milliseconds, 'answerAfterMs', 'time until callees answer [400ms]'),
  edition: option(choice('1v1', 'group', 'trial', 'none'), 'edition', 'purchased edition [group]'),
  records: option(boolean, 'records', 'keep call records [as the edition]'),
  accounts: option(choice('lenient', 'strict'), 'accounts', 'strict requires imported accounts [lenient]'),
  rateLimits: option(boolean, 'rateLimits', 'enforce the vendor’s rate limits [on]'),
  appRequestsPerSecond: option(integer(1, 1_000_000), 'appRequestsPerSecond', 'limit over all commands [none]'),
} as const satisfies { readonly [Name in keyof Required<EmulatorOptions>]: OptionRow }

/** Returns the environment variable of an option: `roomIdType` is `TRTC_EMULATOR_ROOM_ID_TYPE`. */
export function variableOf({ flag }: Pick<OptionRow, 'flag'>): string {
  return `TRTC_EMULATOR_${flag.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

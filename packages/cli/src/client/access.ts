import type { CallAccess, CloudAccess, CredentialsProvider } from '@trtc-call/node'
import { UsageError } from '../errors.ts'
import { InterruptedError, untilInterrupted } from '../interrupt.ts'
import type { Io } from '../io.ts'
import type { ValuesOf } from '../options.ts'
import type { callOptions, cloudOptions, keyOptions, requestOptions } from './access-options.ts'

/** How to supply each required setting, and where to find its value. */
const settings = {
  sdkAppId: { from: 'TRTC_SDK_APP_ID (or --sdk-app-id)', hint: 'the app’s console shows its SDKAppID' },
  site: { from: 'TRTC_SITE (or --site)', hint: 'the app’s console shows its site' },
  sdkSecretKey: {
    from: 'TRTC_SDK_SECRET_KEY',
    hint: 'the app’s console shows its SDKSecretKey; --sdk-secret-key - reads it from stdin',
  },
  edition: { from: '--edition china or international', hint: 'the edition of the cloud account' },
  secretId: { from: 'TENCENTCLOUD_SECRET_ID', hint: 'an API key of the cloud account, not of the app' },
  secretKey: { from: 'TENCENTCLOUD_SECRET_KEY', hint: 'belongs to TENCENTCLOUD_SECRET_ID' },
  webhookSecret: {
    from: 'one of TRTC_CALLBACK_SECRET, TRTC_CALLBACK_TOKEN and TRTC_STREAM_CALLBACK_KEY',
    hint: 'without one, anyone could post events; for the emulator: export TRTC_CALLBACK_SECRET=any-secret',
  },
  streamKey: { from: 'TRTC_STREAM_CALLBACK_KEY', hint: 'the RTC console shows it' },
} as const satisfies Record<string, { readonly from: string; readonly hint: string }>

type SettingName = keyof typeof settings
type Complete<Values> = {
  readonly [Name in keyof Values]: Name extends SettingName ? Exclude<Values[Name], undefined> : Values[Name]
}

/** Returns the settings. @throws UsageError naming all that are missing. */
export function assertComplete<Values extends object>(values: Values): Complete<Values> {
  const names = Object.entries(values).flatMap(([name, value]) =>
    name in settings && value === undefined ? [name] : [],
  )
  // The edition follows the site.
  const listed = names.filter((name) => name !== 'edition' || !names.includes('site'))
  const missing = listed.map((name) => settings[name as SettingName])
  const [only] = missing
  if (only === undefined) return values as Complete<Values>
  const message = `missing: ${missing.map(({ from }) => from).join('; ')}`
  const hint = missing.length === 1 ? only.hint : missing.map(({ from, hint }) => `${from}: ${hint}`).join('\n  ')
  throw new UsageError(message, hint, 'ERR_CREDENTIALS')
}

type AppValues = ValuesOf<Pick<typeof requestOptions, 'sdkAppId'>>
type KeyValues = ValuesOf<typeof keyOptions>
type CallValues = AppValues & KeyValues & ValuesOf<Pick<typeof callOptions, 'site' | 'identifier' | 'endpoint'>>
type CloudNames = 'edition' | 'region' | 'secretId' | 'secretKey' | 'token' | 'endpoint'
type CloudValues = AppValues & ValuesOf<Pick<typeof cloudOptions, CloudNames>> & { readonly site?: string | undefined }
type AccessIo = Pick<Io, 'env' | 'signal'>

/** @throws UsageError if it is missing. */
export function appIdOf({ sdkAppId }: AppValues): number {
  return assertComplete({ sdkAppId }).sdkAppId
}

/** The app and its key. @throws UsageError naming what is missing. */
export async function appKeyOf({ sdkAppId, sdkSecretKey }: AppValues & KeyValues) {
  return assertComplete({ sdkAppId, sdkSecretKey: await sdkSecretKey() })
}

/** @throws UsageError naming what is missing. */
export async function callAccessOf(options: CallValues) {
  return assertComplete({ sdkAppId: options.sdkAppId, ...(await callSettings(options)) })
}

/** @param also Further settings that the command needs. @throws UsageError naming what is missing. */
export async function cloudAccessOf(options: CloudValues, io: AccessIo, also?: Partial<Record<SettingName, unknown>>) {
  const access = { sdkAppId: options.sdkAppId, ...(await cloudSettings(options, io)) }
  assertComplete({ ...also, ...access })
  return assertComplete(access)
}

/** Access to both interfaces. @throws UsageError naming everything that is missing. */
export async function bothAccessOf(options: CallValues & CloudValues, io: AccessIo) {
  const [call, cloud] = [await callSettings(options), await cloudSettings(options, io)]
  const { sdkAppId } = assertComplete({ sdkAppId: options.sdkAppId, ...call, ...cloud })
  return { sdkAppId, call: assertComplete(call), cloud: assertComplete(cloud) }
}

async function callSettings({ site, endpoint, identifier = 'administrator', sdkSecretKey }: CallValues) {
  // An endpoint replaces the hosts of the site. The client refuses unknown sites.
  const known = site ?? (endpoint === undefined ? undefined : 'china')
  return { site: known as CallAccess['site'] | undefined, identifier, sdkSecretKey: await sdkSecretKey() }
}

/** From flags, variables and the profile, else from the vendor's credential files. */
async function cloudSettings(options: CloudValues, io: AccessIo) {
  const { region } = options
  const edition = editionOf(options)
  const [secretId, secretKey, token] = [await options.secretId(), await options.secretKey(), await options.token()]
  const files = (secretId ?? secretKey) === undefined ? await credentialsInFiles(io) : undefined
  if (files !== undefined) return { edition, region, credentials: files.credentials }
  return { edition, region, secretId, secretKey, token }
}

function editionOf({ edition, site, endpoint }: CloudValues): CloudAccess['edition'] | undefined {
  if (edition !== undefined) return edition
  if (site !== undefined) return site === 'china' ? 'china' : 'international'
  return endpoint === undefined ? undefined : 'china'
}

interface FileCredentials {
  readonly credentials: CredentialsProvider
  readonly file: string
}

/** By the environment that names the files: a named pipe can be read once, and `dryRunFirst` runs a command twice. */
const found = new WeakMap<Io['env'], Promise<FileCredentials | undefined>>()

/** Returns undefined if the vendor's tools have left no credential files. @throws UsageError for a file that cannot be used. */
export function credentialsInFiles(io: AccessIo): Promise<FileCredentials | undefined> {
  const reading = found.get(io.env) ?? readCredentialFiles(io)
  found.set(io.env, reading)
  return reading
}

async function readCredentialFiles({ env, signal }: AccessIo): Promise<FileCredentials | undefined> {
  const home = env.HOME || env.USERPROFILE
  if (!home && !env.TENCENTCLOUD_CREDENTIALS_FILE) return undefined
  const { cached, credentialsFromFiles, CredentialsNotFoundError } = await import('@trtc-call/node')
  let file = ''
  const onFound = (path: string): void => {
    file = path
  }
  // Cached, because a named pipe can be read once.
  const credentials = cached(credentialsFromFiles({ env, home: home ?? '/', onFound }))
  try {
    await untilInterrupted({ signal }, Promise.resolve(credentials({ now: Date.now() })))
    return { credentials, file }
  } catch (error) {
    if (error instanceof CredentialsNotFoundError) return undefined
    if (error instanceof InterruptedError) throw error
    const message = error instanceof Error ? error.message : 'the vendor’s credential files cannot be used'
    throw new UsageError(message, 'or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY', 'ERR_CREDENTIALS')
  }
}

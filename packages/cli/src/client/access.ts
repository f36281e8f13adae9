import type { CallAccess, CloudAccess, CredentialsProvider } from '@trtc-call/node'
import type { Context } from '../command.ts'
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
    isSecret: true,
  },
  edition: { from: '--edition china or international', hint: 'the edition of the cloud account' },
  secretId: { from: 'TENCENTCLOUD_SECRET_ID', hint: 'an API key of the cloud account, not of the app', isSecret: true },
  secretKey: { from: 'TENCENTCLOUD_SECRET_KEY', hint: 'belongs to TENCENTCLOUD_SECRET_ID', isSecret: true },
} as const satisfies Record<string, { readonly from: string; readonly hint: string; readonly isSecret?: true }>

/** Collects the settings that are missing, so that one error lists all of them. */
class Settings {
  readonly #missing = new Set<keyof typeof settings>()

  /** Returns the value. It is undefined only if `assertComplete` is going to throw. */
  require<T>(name: keyof typeof settings, value: T | undefined): T {
    if (value === undefined) this.#missing.add(name)
    return value as T
  }

  /** @throws UsageError naming every missing setting. */
  assertComplete(): void {
    const missing = [...this.#missing].map((name) => ({ isSecret: false, ...settings[name] }))
    if (missing.length === 0) return
    const names = missing.map(({ from }) => from).join(', ')
    const [only] = missing
    const hint = missing.length === 1 ? only?.hint : missing.map((one) => `${one.from}: ${one.hint}`).join('\n  ')
    const code = missing.some(({ isSecret }) => isSecret) ? 'ERR_CREDENTIALS' : 'ERR_USAGE'
    throw new UsageError(`${names} ${missing.length === 1 ? 'is' : 'are'} missing; nothing was sent`, hint, code)
  }
}

type AppValues = ValuesOf<Pick<typeof requestOptions, 'sdkAppId'>>
type KeyValues = ValuesOf<typeof keyOptions>
type CallValues = AppValues & KeyValues & ValuesOf<Pick<typeof callOptions, 'site' | 'identifier' | 'endpoint'>>
type CloudValues = AppValues &
  ValuesOf<Pick<typeof cloudOptions, 'edition' | 'region' | 'secretId' | 'secretKey' | 'token'>>
type Edition = { readonly site?: string | undefined; readonly endpoint?: string | undefined }

/** @throws UsageError if it is missing. */
export function appIdOf({ sdkAppId }: AppValues): number {
  const required = new Settings()
  const value = required.require('sdkAppId', sdkAppId)
  required.assertComplete()
  return value
}

/** The app and its key. @throws UsageError naming what is missing. */
export async function appKeyOf(options: AppValues & KeyValues) {
  const required = new Settings()
  const sdkAppId = required.require('sdkAppId', options.sdkAppId)
  const sdkSecretKey = required.require('sdkSecretKey', await options.sdkSecretKey())
  required.assertComplete()
  return { sdkAppId, sdkSecretKey }
}

/** @throws UsageError naming what is missing. */
export async function callAccessOf(options: CallValues): Promise<CallAccess & { readonly sdkAppId: number }> {
  const required = new Settings()
  const access = await readCallAccess(options, required)
  required.assertComplete()
  return access
}

/** @throws UsageError naming what is missing. */
export async function cloudAccessOf(
  options: CloudValues & Edition,
  io: Pick<Io, 'env' | 'signal'>,
): Promise<CloudAccess & { readonly sdkAppId: number }> {
  const required = new Settings()
  const access = await readCloudAccess(options, io, required)
  required.assertComplete()
  return access
}

/** Access to both interfaces. @throws UsageError naming everything that is missing. */
export async function bothAccessOf({
  options,
  io,
}: Pick<Context<typeof callOptions & typeof cloudOptions>, 'options' | 'io'>) {
  const required = new Settings()
  const { sdkAppId, ...call } = await readCallAccess(options, required)
  const { sdkAppId: _, ...cloud } = await readCloudAccess(options, io, required)
  required.assertComplete()
  return { sdkAppId, call, cloud }
}

async function readCallAccess(options: CallValues, required: Settings) {
  const { site, identifier = 'administrator', endpoint } = options
  return {
    sdkAppId: required.require('sdkAppId', options.sdkAppId),
    // An endpoint replaces the hosts of the site. The client refuses unknown sites.
    site: required.require('site', site ?? (endpoint === undefined ? undefined : 'china')) as CallAccess['site'],
    identifier,
    sdkSecretKey: required.require('sdkSecretKey', await options.sdkSecretKey()),
  }
}

/** From flags, variables and the profile, else from the vendor's credential files. */
async function readCloudAccess(options: CloudValues & Edition, io: Pick<Io, 'env' | 'signal'>, required: Settings) {
  const { region } = options
  const sdkAppId = required.require('sdkAppId', options.sdkAppId)
  const edition = required.require('edition', editionOf(options))
  const [secretId, secretKey, token] = [await options.secretId(), await options.secretKey(), await options.token()]
  const files = (secretId ?? secretKey) === undefined ? await credentialsInFiles(io) : undefined
  if (files !== undefined) return { sdkAppId, edition, region, credentials: files.credentials }
  const keys = {
    secretId: required.require('secretId', secretId),
    secretKey: required.require('secretKey', secretKey),
  }
  return { sdkAppId, edition, region, ...keys, token }
}

function editionOf({
  edition,
  site,
  endpoint,
}: Pick<CloudValues, 'edition'> & Edition): CloudAccess['edition'] | undefined {
  if (edition !== undefined) return edition
  if (site !== undefined) return site === 'china' ? 'china' : 'international'
  return endpoint === undefined ? undefined : 'china'
}

interface FileCredentials {
  readonly credentials: CredentialsProvider
  readonly file: string
}

/** Returns undefined if the vendor's tools have left no credential files. @throws UsageError for a file that cannot be used. */
export async function credentialsInFiles({
  env,
  signal,
}: Pick<Io, 'env' | 'signal'>): Promise<FileCredentials | undefined> {
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

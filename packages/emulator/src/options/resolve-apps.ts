import { createHash, randomBytes } from 'node:crypto'
import { isLoopbackHost } from '../streams/urls.ts'
import type { AppOptions, AppSettings } from './app-options.ts'
import { assertKnownFields } from './assert-known-fields.ts'
import { assertOptions } from './assert-options.ts'
import { OptionError, type OptionErrorReason } from './option-error.ts'

const appOptionNames = [
  'sdkAppId',
  'sdkSecretKey',
  'identifier',
  'admins',
  'site',
  'secretId',
  'secretKey',
  'token',
  'ingestCallback',
  'callbackToken',
] as const satisfies (keyof AppOptions)[]

type Options = AppOptions & { readonly host?: string; readonly apps?: readonly AppOptions[] }

/** Returns the applications in `apps`, or the single one that the options themselves describe. @throws OptionError */
export function resolveApps(options: Options): readonly AppSettings[] {
  const { apps } = options
  const keyFor = deriveKeys(isReachable(options) ? randomBytes(32).toString('hex') : 'trtc-call emulator')
  if (apps === undefined) return [resolveApp('', options, keyFor)]
  const single = appOptionNames.find((name) => options[name] !== undefined)
  if (single !== undefined) throw invalid('apps', 'conflict', `cannot be combined with ${single}`)
  if (apps.length === 0) throw invalid('apps', 'length', 'must have at least one application')
  for (const [index, app] of apps.entries()) assertOptions('startEmulator', `apps[${index}]`, app, appOptionNames)
  const resolved = apps.map((app, index) => resolveApp(`apps[${index}].`, app, keyFor))
  for (const index of resolved.keys()) assertDistinct(resolved, index)
  return resolved
}

function resolveApp(prefix: string, options: AppOptions, keyFor: (name: string) => string): AppSettings {
  if (options.ingestCallback !== undefined) assertIngestCallback(`${prefix}ingestCallback`, options.ingestCallback)
  return {
    sdkAppId: options.sdkAppId ?? 1400000000,
    sdkSecretKey: options.sdkSecretKey ?? keyFor('sdkSecretKey'),
    identifier: options.identifier ?? 'administrator',
    admins: options.admins ?? [],
    site: options.site,
    secretId: options.secretId ?? `emulator${keyFor('secretId').slice(0, 28)}`,
    secretKey: options.secretKey ?? keyFor('secretKey').slice(0, 32),
    token: options.token,
    ingestCallback: options.ingestCallback,
    callbackToken: options.callbackToken,
  }
}

function assertIngestCallback(field: string, callback: NonNullable<AppSettings['ingestCallback']>): void {
  assertKnownFields('startEmulator', field, callback, ['url', 'key'])
  const { url, key } = callback
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw invalid(`${field}.url`, 'format', 'must be an http or https URL')
  }
  if (key !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(key)) {
    throw invalid(`${field}.key`, 'format', 'must be 1 to 32 letters and digits')
  }
}

/** Applications differ in sdkAppId. Those with one secretId are one cloud account, which has one secret. */
function assertDistinct(apps: readonly AppSettings[], index: number): void {
  const app = apps[index] as AppSettings
  const earlier = apps.slice(0, index)
  if (earlier.some(({ sdkAppId }) => sdkAppId === app.sdkAppId)) {
    throw invalid(`apps[${index}].sdkAppId`, 'conflict', `is used twice: ${app.sdkAppId}`)
  }
  const account = earlier.find(({ secretId }) => secretId === app.secretId)
  if (account && (account.secretKey !== app.secretKey || account.token !== app.token)) {
    const detail = 'belongs to another application too, which must then have the same secretKey and token'
    throw invalid(`apps[${index}].secretId`, 'conflict', detail)
  }
}

function invalid(field: string, reason: OptionErrorReason, detail: string): OptionError {
  return new OptionError('startEmulator', field, reason, detail)
}

/** Whether other machines can reach the emulator, and could then use keys that are the same in every emulator. */
export function isReachable({ host = '127.0.0.1' }: Pick<Options, 'host'>): boolean {
  return !isLoopbackHost(host.includes(':') ? `[${host}]` : host)
}

/** Derives the same keys from the same seed, so that clients survive a restart. Hashed, so that secret scanners stay quiet. */
function deriveKeys(seed: string): (name: string) => string {
  return (name) => createHash('sha256').update(`${seed} ${name}`).digest('hex')
}

import { createHash, randomBytes } from 'node:crypto'
import type { AppOptions, AppSettings } from './app-options.ts'
import { assertOptions } from './check-option.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { isLoopbackHost } from './stream/loopback.ts'

/** What an application can be told, by name. */
const appFields = [
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

type Given = AppOptions & { readonly host?: string; readonly apps?: readonly AppOptions[] }

/** The applications that exist: those of `apps`, or the one that the options themselves describe. @throws TypeError */
export function resolveApps(options: Given): readonly AppSettings[] {
  const { apps } = options
  const keyOf = keysFrom(isReachable(options) ? randomBytes(32).toString('hex') : 'trtc-call emulator')
  if (apps === undefined) return [resolveApp(options, keyOf)]
  const mixed = appFields.find((name) => options[name] !== undefined)
  if (mixed !== undefined) throw new TypeError(`startEmulator: give apps or ${mixed}, not both`)
  if (apps.length === 0) throw new TypeError('startEmulator: apps must name at least one application')
  for (const app of apps) assertOptions('startEmulator: apps', app, appFields)
  const resolved = apps.map((app) => resolveApp(app, keyOf))
  for (const [index, app] of resolved.entries()) assertDistinct(app, resolved.slice(0, index))
  return resolved
}

function resolveApp(options: AppOptions, keyOf: (name: string) => string): AppSettings {
  const app: AppSettings = {
    sdkAppId: options.sdkAppId ?? 1400000000,
    sdkSecretKey: options.sdkSecretKey ?? keyOf('sdkSecretKey'),
    identifier: options.identifier ?? 'administrator',
    admins: options.admins ?? [],
    site: options.site,
    secretId: options.secretId ?? `emulator${keyOf('secretId').slice(0, 28)}`,
    secretKey: options.secretKey ?? keyOf('secretKey').slice(0, 32),
    token: options.token,
    ingestCallback: options.ingestCallback,
    callbackToken: options.callbackToken,
  }
  if (app.ingestCallback !== undefined) assertIngestCallback(app.ingestCallback)
  return app
}

function assertIngestCallback(given: NonNullable<AppSettings['ingestCallback']>): void {
  const { url, key } = given
  refuseUnknown('startEmulator: ingestCallback', given, ['url', 'key'])
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError('startEmulator: ingestCallback.url must be an http or https address')
  }
  if (key !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(key)) {
    throw new TypeError('startEmulator: ingestCallback.key must be 1 to 32 letters and digits')
  }
}

/** An account has one secret, whatever the application. */
function assertDistinct(app: AppSettings, others: readonly AppSettings[]): void {
  if (others.some(({ sdkAppId }) => sdkAppId === app.sdkAppId)) {
    throw new TypeError(`startEmulator: apps names ${app.sdkAppId} twice; give each its own sdkAppId`)
  }
  const account = others.find(({ secretId }) => secretId === app.secretId)
  if (account && (account.secretKey !== app.secretKey || account.token !== app.token)) {
    throw new TypeError('startEmulator: apps with the same secretId must have the same secretKey and token')
  }
}

/** Beyond loopback everybody could use keys that are the same in every emulator. */
export function isReachable({ host = '127.0.0.1' }: Pick<Given, 'host'>): boolean {
  return !isLoopbackHost(host.includes(':') ? `[${host}]` : host)
}

/** The same for the same seed, so that a restarted emulator takes the same keys; hashed, so that no scanner takes them for real. */
function keysFrom(seed: string): (name: string) => string {
  return (name) => createHash('sha256').update(`${seed} ${name}`).digest('hex')
}

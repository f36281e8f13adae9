import type { CallAccess, CloudAccess } from '@trtc-call/node'
import { missingSecret, UsageError } from '../errors.ts'
import type { ValuesOf } from '../options.ts'
import type { bothOptions, callOptions, cloudOptions, keyOptions, requestOptions } from './access-options.ts'

type Values<O extends Record<string, unknown>> = { readonly [Name in keyof O]: O[Name] }

/** @throws UsageError naming the flag and the variable. */
export function appIdOf({ sdkAppId }: Pick<ValuesOf<typeof requestOptions>, 'sdkAppId'>): number {
  if (sdkAppId !== undefined) return sdkAppId
  throw new UsageError('the app is missing: give --sdk-app-id or set TRTC_SDK_APP_ID', 'its console shows the SDKAppID')
}

/** @throws UsageError naming the variable. */
export async function appKeyOf({ sdkSecretKey }: Pick<ValuesOf<typeof keyOptions>, 'sdkSecretKey'>): Promise<string> {
  const key = await sdkSecretKey()
  if (key !== undefined) return key
  throw missingSecret(
    ['TRTC_SDK_SECRET_KEY'],
    'the app’s key',
    'the app’s console shows it as SDKSecretKey; --sdk-secret-key - reads it from stdin',
  )
}

/** @throws UsageError naming the flag and the variable. */
export async function callAccessOf(options: Values<ValuesOf<typeof callOptions>>): Promise<CallAccess> {
  const { site, identifier = 'administrator', endpoint } = options
  if (site === undefined && endpoint === undefined) {
    throw new UsageError('the site is missing: give --site or set TRTC_SITE', 'the app’s console shows its site')
  }
  // With an endpoint the site chooses nothing. A wrong name is refused by the client, which knows them all.
  return { site: (site ?? 'china') as CallAccess['site'], identifier, sdkSecretKey: await appKeyOf(options) }
}

type CloudValues = Values<ValuesOf<typeof cloudOptions>> & Partial<Pick<ValuesOf<typeof bothOptions>, 'site'>>

/** @throws UsageError naming the variable. */
export async function cloudAccessOf(options: CloudValues): Promise<CloudAccess> {
  const { region } = options
  const [secretId, secretKey, token] = [await options.secretId(), await options.secretKey(), await options.token()]
  const hint = 'these two are the cloud account’s, from its console’s API keys; not the app’s key'
  if (secretId === undefined) throw missingSecret(['TENCENTCLOUD_SECRET_ID'], 'the cloud account’s SecretId', hint)
  if (secretKey === undefined) throw missingSecret(['TENCENTCLOUD_SECRET_KEY'], 'the cloud account’s SecretKey', hint)
  return { edition: editionOf(options), region, secretId, secretKey, token }
}

/** @throws UsageError where neither edition nor site is given. */
export function editionOf(options: Pick<CloudValues, 'edition' | 'site' | 'endpoint'>): CloudAccess['edition'] {
  const { edition, site, endpoint } = options
  if (edition !== undefined) return edition
  if (site !== undefined) return site === 'china' ? 'china' : 'international'
  if (endpoint !== undefined) return 'china'
  throw new UsageError('the edition of the cloud account is missing: give --edition china or international')
}

import type { EmulatorClientOptions, EmulatorCredentials, RotatedKeys } from './emulator.ts'
import type { AppSettings } from './options/app-options.ts'
import { assertKnownFields } from './options/assert-known-fields.ts'
import { OptionError } from './options/option-error.ts'

/** The keys that this application accepts now. */
export function credentialsOf(app: AppSettings): EmulatorCredentials {
  const { sdkAppId, sdkSecretKey, identifier, secretId, secretKey } = app
  return { sdkAppId, sdkSecretKey, identifier, secretId, secretKey }
}

/** Options for the project's clients. They omit RoomIdType, because a client must cope with either convention. */
export function clientOptionsOf(app: AppSettings, url: string): EmulatorClientOptions {
  const { sdkAppId, sdkSecretKey, identifier, secretId, secretKey, token, site } = app
  const endpoint = loopbackUrl(url)
  const cloud = { edition: 'china', region: 'ap-guangzhou', secretId, secretKey } as const
  return {
    sdkAppId,
    call: { site: site ?? 'china', identifier, sdkSecretKey },
    cloud: token === undefined ? cloud : { ...cloud, token },
    endpoints: { call: endpoint, trtc: endpoint },
  }
}

/** Replaces a wildcard host: clients allow plain HTTP on loopback, but not to 0.0.0.0. */
function loopbackUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}

/** @throws OptionError for an empty or unknown key. */
export function assertKeys(keys: RotatedKeys): void {
  assertKnownFields('rotate', 'keys', keys, ['sdkSecretKey', 'secretId', 'secretKey'])
  for (const [name, key] of Object.entries(keys)) {
    if (typeof key === 'string' && key !== '') continue
    throw new OptionError('rotate', `keys.${name}`, key === '' ? 'length' : 'type', 'must be a non-empty text')
  }
}

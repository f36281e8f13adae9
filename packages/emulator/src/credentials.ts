import type { EmulatorClientOptions, EmulatorCredentials, RotatedKeys } from './emulator.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import type { Settings } from './settings.ts'

/** The keys that this emulator takes. */
export function credentialsOf(settings: Settings): EmulatorCredentials {
  const { sdkAppId, sdkSecretKey, identifier, secretId, secretKey } = settings
  return { sdkAppId, sdkSecretKey, identifier, secretId, secretKey }
}

/** The same, in the shape that the project's clients take. Says nothing about RoomIdType: that is what a client has to cope with. */
export function clientOptionsOf(settings: Settings, url: string): EmulatorClientOptions {
  const { sdkAppId, sdkSecretKey, identifier, secretId, secretKey, token } = settings
  const cloud = { edition: 'china', region: 'ap-guangzhou', secretId, secretKey } as const
  return {
    sdkAppId,
    call: { site: 'china', identifier, sdkSecretKey },
    cloud: token === undefined ? cloud : { ...cloud, token },
    endpoints: { call: url, trtc: url },
  }
}

/** The settings after a rotation. @throws TypeError for a key that is none. */
export function withKeys(settings: Settings, keys: RotatedKeys): Settings {
  refuseUnknown('rotate', keys, ['sdkSecretKey', 'secretId', 'secretKey'])
  for (const [name, key] of Object.entries(keys)) {
    if (typeof key !== 'string' || key === '') throw new TypeError(`rotate: ${name} must be a non-empty string`)
  }
  return { ...settings, ...keys }
}

import type { EmulatorClientOptions, EmulatorCredentials } from './emulator.ts'
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

import {
  type ConformanceCase,
  credentialsProviderCases,
  hashingCases,
  macCases,
  signingCases,
  userSigProviderCases,
  webhookCases,
} from '@trtc-call/core/conformance'
import type { Subject } from './subject.ts'

/** Runs the exported conformance cases with the package's own signers on this runtime, including its WebCrypto. */
export async function conformance({ library, hashing, webhooks }: Subject): Promise<readonly ConformanceCase[]> {
  const [sdkAppId, sdkSecretKey] = [1_400_000_000, 'a key of a test']
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(sdkSecretKey), algorithm, false, ['sign'])
  const mac = library.macFromCryptoKey(key)
  const fromKey = library.userSigFromKey({ sdkAppId, sdkSecretKey })
  const secret = async () => ({ secretId: 'AKID-of-a-test', secretKey: sdkSecretKey })
  return [
    ...signingCases({ ...library, hashing }),
    ...hashingCases(hashing),
    ...macCases(mac, { key: sdkSecretKey }),
    ...userSigProviderCases(fromKey, { sdkAppId, sdkSecretKey }),
    ...userSigProviderCases(library.userSigFromMac({ sdkAppId, mac }), { sdkAppId, sdkSecretKey }),
    ...credentialsProviderCases(library.chainCredentials({ name: 'a test', provider: secret })),
    ...webhookCases(webhooks),
  ]
}

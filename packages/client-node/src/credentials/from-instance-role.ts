import {
  type CredentialsProvider,
  credentialsFromInstanceRole as credentialsFromInstanceRoleInCore,
  type InstanceRoleOptions,
} from '@trtc-call/core'
import { fetchDirectly } from './metadata-fetch.ts'

/**
 * As in `@trtc-call/core`, over `node:http` and past any proxy.
 *
 * @throws InputError now for a bad option. When asked, CredentialsNotFoundError where there is no such service or no role,
 * and Error where the service answers something unusable.
 * @example
 * const credentials = cached(credentialsFromInstanceRole())
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', credentials })
 * @see {@link https://www.tencentcloud.com/document/product/213/4934}
 */
export function credentialsFromInstanceRole(options: InstanceRoleOptions = {}): CredentialsProvider {
  return credentialsFromInstanceRoleInCore({ fetch: fetchDirectly, ...options })
}

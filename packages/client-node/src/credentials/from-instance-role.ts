import {
  type CredentialsProvider,
  credentialsFromInstanceRole as credentialsFromInstanceRoleInCore,
  type InstanceRoleOptions,
} from '@trtc-call/core'
import { fetchWithoutProxy } from './fetch-without-proxy.ts'

/**
 * As in `@trtc-call/core`, over `node:http` and ignoring proxies.
 *
 * @throws InputError for an invalid option. The provider throws a CredentialsNotFoundError without a metadata service or a
 * role, and an Error for an unusable response.
 * @example
 * const credentials = cached(credentialsFromInstanceRole())
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', credentials })
 * @see {@link https://www.tencentcloud.com/document/product/213/4934}
 */
export function credentialsFromInstanceRole(options: InstanceRoleOptions = {}): CredentialsProvider {
  return credentialsFromInstanceRoleInCore({ fetch: fetchWithoutProxy, ...options })
}

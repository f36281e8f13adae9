import {
  type CredentialsProvider,
  credentialsFromRole as credentialsFromRoleInCore,
  type RoleOptions,
} from '@trtc-call/core'
import { nodeHashing } from '../hashing.ts'

/**
 * As in `@trtc-call/core`, on `node:crypto`, with `singleFlight` on.
 *
 * @throws InputError for an invalid option. The provider throws an Error with the vendor's code if the role is refused.
 * @example
 * const credentials = credentialsFromRole({
 *   credentials: defaultCredentials(), edition: 'china',
 *   roleArn: 'qcs::cam::uin/100000000001:roleName/player', roleSessionName: 'trtc-call',
 * })
 * @see {@link https://www.tencentcloud.com/document/product/1150/49452}
 */
export function credentialsFromRole(options: RoleOptions): CredentialsProvider {
  return credentialsFromRoleInCore({ hashing: nodeHashing, singleFlight: true, ...options })
}

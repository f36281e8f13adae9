import {
  type CacheOptions,
  type CredentialsProvider,
  chainCredentials,
  type InstanceRoleOptions,
} from '@trtc-call/core'
import { cached } from './cached.ts'
import { credentialsFromEnv } from './from-env.ts'
import { credentialsFromFiles, type FileOptions } from './from-files.ts'
import { credentialsFromInstanceRole } from './from-instance-role.ts'

/** What the three places take. */
export interface DefaultCredentialsOptions extends FileOptions, CacheOptions {
  readonly instanceRole?: InstanceRoleOptions | undefined
}

/**
 * Credentials from where the vendor's own tools find them: the environment, the vendor's files, the role of the cloud instance.
 * Cached; asked for at the same time, they are looked for once.
 *
 * @throws InputError now for a bad option. When asked, CredentialsNotFoundError that lists every place that was looked at,
 * and Error for one that is there and cannot be used.
 * @example
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', credentials: defaultCredentials() })
 */
export function defaultCredentials(options: DefaultCredentialsOptions = {}): CredentialsProvider {
  const chain = chainCredentials(
    { name: 'environment', provider: credentialsFromEnv(options) },
    { name: 'files', provider: credentialsFromFiles(options) },
    { name: 'instance role', provider: credentialsFromInstanceRole(options.instanceRole) },
  )
  return cached(chain, options)
}

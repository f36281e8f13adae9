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

/** The options of the three sources. */
export interface DefaultCredentialsOptions extends FileOptions, CacheOptions {
  readonly instanceRole?: InstanceRoleOptions | undefined
}

/**
 * Credentials from the sources of the vendor's own tools: the environment, the vendor's files, the role of the cloud instance.
 * They are cached, and concurrent requests share one search.
 *
 * @throws InputError for an invalid option. The provider throws a CredentialsNotFoundError that lists all sources, and an
 * Error for a source that is broken.
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

import { CredentialsNotFoundError, type CredentialsProvider, checkCredentials } from '@trtc-call/core'

/** Where variables are looked up. */
export interface EnvOptions {
  /** Default `process.env`, read at every request. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}

/**
 * Credentials from `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and, for temporary ones,
 * `TENCENTCLOUD_SESSION_TOKEN` or `TENCENTCLOUD_TOKEN`.
 *
 * @throws CredentialsNotFoundError, when asked, where neither of the first two is set; TypeError where one is, or one has
 * white space at its ends.
 * @example
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', credentials: credentialsFromEnv() })
 * @see {@link https://github.com/TencentCloud/tencentcloud-sdk-nodejs#credential-management}
 */
export function credentialsFromEnv({ env = process.env }: EnvOptions = {}): CredentialsProvider {
  return () => {
    const secretId = env.TENCENTCLOUD_SECRET_ID || undefined
    const secretKey = env.TENCENTCLOUD_SECRET_KEY || undefined
    if (secretId === undefined && secretKey === undefined) {
      throw new CredentialsNotFoundError(['TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set'])
    }
    const token = env.TENCENTCLOUD_SESSION_TOKEN || env.TENCENTCLOUD_TOKEN || undefined
    return checkCredentials('TENCENTCLOUD_SECRET_ID, _SECRET_KEY and _SESSION_TOKEN', { secretId, secretKey, token })
  }
}

import { type Credentials, CredentialsNotFoundError, type CredentialsProvider, checkCredentials } from '@trtc-call/core'

/** Where variables are looked up. */
export interface EnvOptions {
  /** Default `process.env`, read at every request. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}

/** Names that are used together. */
interface Naming {
  readonly secretId: string
  readonly secretKey: string
  /** The first that is set. */
  readonly tokens: readonly string[]
}

/** What people set goes before what the platform sets for the role of a cloud function. */
const namings: readonly Naming[] = [
  {
    secretId: 'TENCENTCLOUD_SECRET_ID',
    secretKey: 'TENCENTCLOUD_SECRET_KEY',
    // The SDKs', the vendor's CLI's, Terraform's.
    tokens: ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
  },
  {
    secretId: 'TENCENTCLOUD_SECRETID',
    secretKey: 'TENCENTCLOUD_SECRETKEY',
    tokens: ['TENCENTCLOUD_SESSIONTOKEN'],
  },
]

/**
 * Credentials from `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and, for temporary ones, `TENCENTCLOUD_SESSION_TOKEN`,
 * `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SECURITY_TOKEN`. If neither of the first two is set, from the names that the vendor's
 * cloud functions set: `TENCENTCLOUD_SECRETID`, `TENCENTCLOUD_SECRETKEY` and `TENCENTCLOUD_SESSIONTOKEN`. The two sets of names
 * are never mixed.
 *
 * @throws CredentialsNotFoundError, when asked, where no id and no key is set. TypeError that names the variable, where one of
 * the two is missing, or one has quotes, white space or invisible characters that do not belong to it.
 * @example
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', credentials: credentialsFromEnv() })
 * @see {@link https://github.com/TencentCloud/tencentcloud-sdk-nodejs#credential-management}
 * @see {@link https://www.tencentcloud.com/document/product/583/32748}
 */
export function credentialsFromEnv({ env = process.env }: EnvOptions = {}): CredentialsProvider {
  return () => {
    const naming = namings.find(({ secretId, secretKey }) => env[secretId] || env[secretKey])
    if (naming !== undefined) return readVariables(naming, env)
    const names = namings.map(({ secretId, secretKey }) => `${secretId} and ${secretKey}`)
    throw new CredentialsNotFoundError([`${names.join(', or ')} are not set`])
  }
}

function readVariables({ secretId, secretKey, tokens }: Naming, env: NonNullable<EnvOptions['env']>): Credentials {
  const missing = [secretId, secretKey].find((name) => !env[name])
  if (missing !== undefined) {
    throw new TypeError(`${missing} is not set, and ${missing === secretId ? secretKey : secretId} is: set both`)
  }
  const token = tokens.find((name) => env[name])
  const pair = { secretId: env[secretId], secretKey: env[secretKey] }
  const credentials = token === undefined ? pair : { ...pair, token: env[token] }
  // One at a time, so that the message names the variable.
  const valid = { secretId: 'id', secretKey: 'key' }
  checkCredentials(secretId, { ...valid, secretId: pair.secretId })
  checkCredentials(secretKey, { ...valid, secretKey: pair.secretKey })
  return checkCredentials(token ?? secretId, credentials)
}

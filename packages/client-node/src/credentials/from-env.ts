import {
  type Credentials,
  CredentialsNotFoundError,
  type CredentialsProvider,
  checkCredentials,
  InputError,
  isInputError,
} from '@trtc-call/core'

/** Options of {@link credentialsFromEnv}. */
export interface EnvOptions {
  /** Default `process.env`, read at every call. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}

/** The names of variables that belong together. */
interface VariableNames {
  readonly secretId: string
  readonly secretKey: string
  /** The first one that is set is used. */
  readonly tokens: readonly string[]
}

/** Variables set by people take precedence over those that the platform sets for the role of a cloud function. */
const namings: readonly VariableNames[] = [
  {
    secretId: 'TENCENTCLOUD_SECRET_ID',
    secretKey: 'TENCENTCLOUD_SECRET_KEY',
    // Of the SDKs, the vendor's CLI and Terraform.
    tokens: ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
  },
  {
    secretId: 'TENCENTCLOUD_SECRETID',
    secretKey: 'TENCENTCLOUD_SECRETKEY',
    tokens: ['TENCENTCLOUD_SESSIONTOKEN'],
  },
]

/**
 * Reads credentials from `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and, for temporary ones,
 * `TENCENTCLOUD_SESSION_TOKEN`, `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SECURITY_TOKEN`. If neither of the first two is set, it
 * reads the variables of the vendor's cloud functions: `TENCENTCLOUD_SECRETID`, `TENCENTCLOUD_SECRETKEY` and
 * `TENCENTCLOUD_SESSIONTOKEN`. The two sets are never mixed.
 *
 * The provider throws a CredentialsNotFoundError if no id and no key is set, and an InputError that names the variable if one
 * of the two is missing, or contains quotes, white space or invisible characters from copying.
 *
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

function readVariables(
  { secretId, secretKey, tokens }: VariableNames,
  env: NonNullable<EnvOptions['env']>,
): Credentials {
  const missing = [secretId, secretKey].find((name) => !env[name])
  if (missing !== undefined) {
    const other = missing === secretId ? secretKey : secretId
    throw new InputError(missing, 'missing', `is not set, but ${other} is: set both`, { other })
  }
  const token = tokens.find((name) => env[name])
  const credentials = { secretId: env[secretId], secretKey: env[secretKey], token: token && env[token] }
  const variables: Readonly<Record<string, string | undefined>> = { secretId, secretKey, token }
  try {
    return checkCredentials('the environment', credentials)
  } catch (error) {
    if (!isInputError(error)) throw error
    throw new InputError(variables[error.field] ?? error.field, error.reason, error.detail)
  }
}

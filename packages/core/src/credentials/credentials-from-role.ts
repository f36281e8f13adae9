import { type CloudEdition, cloudEditions } from '@trtc-call/spec'
import { checkNumber, checkOneOf, checkTimeoutMs } from '../check-value.ts'
import { checkEndpoint } from '../endpoint.ts'
import { InputError } from '../input-error.ts'
import { isObject, parseObject } from '../request/envelope.ts'
import { redact } from '../request/redact.ts'
import { type Hashing, webHashing } from '../signing/hashing.ts'
import { createTc3Signer } from '../signing/tc3.ts'
import { type CacheOptions, cached } from './cached.ts'
import { checkCredentials } from './check-credentials.ts'
import { credentialsEqual } from './credentials-equal.ts'
import type { Credentials, CredentialsProvider } from './credentials-provider.ts'
import { fetchText, type ProviderFetch, type TextResponse } from './fetch-text.ts'

/** Options of {@link credentialsFromRole}. */
export interface RoleOptions extends CacheOptions {
  /** The credentials of an account that may assume the role. */
  readonly credentials: Credentials | CredentialsProvider
  /** `qcs::cam::uin/100000000001:roleName/player`. */
  readonly roleArn: string
  /** Shown in the vendor's audit log: 2 to 128 letters, digits and `=,.@_-`. */
  readonly roleSessionName: string
  /** 1…43200 **seconds**, the vendor's own unit. Default 7200. */
  readonly durationSeconds?: number | undefined
  /** Required if the role's owner has set one. */
  readonly externalId?: string | undefined
  /** The edition of the cloud account, which selects the host. */
  readonly edition: CloudEdition
  /** Default by edition. */
  readonly region?: string | undefined
  /** Instead of the edition's host. Plain http on loopback only. */
  readonly endpoint?: string | undefined
  /** Default the global `fetch`. */
  readonly fetch?: ProviderFetch | undefined
  /** Milliseconds for one request. Default 10 000. */
  readonly timeoutMs?: number | undefined
  readonly hashing?: Hashing | undefined
}

const hosts: Readonly<Record<CloudEdition, string>> = {
  china: 'https://sts.tencentcloudapi.com',
  international: 'https://sts.intl.tencentcloudapi.com',
}
const [service, version, action] = ['sts', '2018-08-13', 'AssumeRole']
const contentType = 'application/json; charset=utf-8'
const maxDurationSeconds = 43_200
const wrongKey = /^AuthFailure\.(InvalidSecretId|SecretIdNotFound|SignatureFailure|TokenFailure)$/

/**
 * Temporary credentials of a role, from the vendor's AssumeRole. They are cached and renewed before they expire. If the vendor
 * refuses the account's credentials, its provider is called once more with `forceRefresh`.
 *
 * @throws InputError for an invalid option. The provider throws an Error with the vendor's code if the role is refused.
 * @example
 * const credentials = credentialsFromRole({
 *   credentials: { secretId, secretKey }, edition: 'china',
 *   roleArn: 'qcs::cam::uin/100000000001:roleName/player', roleSessionName: 'trtc-call',
 * })
 * @see {@link https://www.tencentcloud.com/document/product/1150/49452}
 */
export function credentialsFromRole(options: RoleOptions): CredentialsProvider {
  const assume = createAssumeRole(options)
  const account = options.credentials
  const provider = typeof account === 'function' ? account : () => account
  return cached(async ({ now, forceRefresh }: Parameters<CredentialsProvider>[0]): Promise<Credentials> => {
    const source = "the role's account"
    const first = checkCredentials(source, await provider({ now, forceRefresh }))
    const result = await assume(first, now)
    if (typeof result === 'object') return result
    if (wrongKey.test(result) && forceRefresh !== true) {
      const second = checkCredentials(source, await provider({ now, forceRefresh: true }))
      const again = credentialsEqual(first, second) ? result : await assume(second, now)
      if (typeof again === 'object') return again
    }
    throw new Error(`AssumeRole was refused with ${result}: check the role and the credentials of its account`)
  }, options)
}

/** Returns the role's credentials, or the vendor's error code. */
type AssumeRole = (account: Credentials, now: number) => Promise<Credentials | string>

function createAssumeRole(options: RoleOptions): AssumeRole {
  const { edition, region = cloudEditions[edition]?.region, hashing = webHashing, fetch, timeoutMs = 10_000 } = options
  const body = JSON.stringify(bodyOf(options))
  checkOneOf('edition', edition, Object.keys(hosts))
  const { origin, host } = checkEndpoint('endpoint', options.endpoint ?? hosts[edition])
  checkTimeoutMs('timeoutMs', timeoutMs)
  const label = `the role service at ${host}`
  return async ({ secretId, secretKey, token }, now) => {
    const timestamp = Math.floor(now / 1000)
    const sign = createTc3Signer({ secretId, secretKey, service, hashing })
    const { authorization } = sign({ host, action, contentType, body, timestamp })
    const headers: Record<string, string> = {
      authorization,
      'content-type': contentType,
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-region': region,
      'x-tc-timestamp': String(timestamp),
    }
    if (token !== undefined) headers['x-tc-token'] = token
    const response = await fetchText({ label, url: `${origin}/`, method: 'POST', headers, body, timeoutMs, fetch })
    return readRole(label, response, [secretId, secretKey, token ?? '', authorization])
  }
}

function bodyOf({ roleArn, roleSessionName, durationSeconds = 7_200, externalId }: RoleOptions): object {
  if (typeof roleArn !== 'string' || !roleArn.startsWith('qcs::cam::')) {
    throw new InputError('roleArn', 'format', 'must be of the form "qcs::cam::uin/100000000001:roleName/player"')
  }
  if (typeof roleSessionName !== 'string' || !/^[\w+=,.@-]{2,128}$/.test(roleSessionName)) {
    throw new InputError('roleSessionName', 'format', 'must be 2 to 128 letters, digits and any of "+=,.@_-"')
  }
  checkNumber('durationSeconds', durationSeconds, { min: 1, max: maxDurationSeconds, step: 1 })
  const role = { RoleArn: roleArn, RoleSessionName: roleSessionName, DurationSeconds: durationSeconds }
  return externalId === undefined ? role : { ...role, ExternalId: externalId }
}

function readRole(label: string, { status, text }: TextResponse, secrets: readonly string[]): Credentials | string {
  const response = parseObject(text)?.Response
  if (status !== 200 || !isObject(response)) throw new Error(`${label} responded with status ${status} and no role`)
  const { Error: apiError, Credentials: given, ExpiredTime: expiredTime } = response
  if (isObject(apiError)) {
    const { Code: code } = apiError
    return typeof code === 'string' && /^[\w.]{1,80}$/.test(code) ? redact(code, secrets) : 'an unknown code'
  }
  if (!isObject(given) || typeof expiredTime !== 'number') throw new Error(`${label} responded without credentials`)
  const { TmpSecretId: secretId, TmpSecretKey: secretKey, Token: token } = given
  return checkCredentials(label, { secretId, secretKey, token, expiresAt: expiredTime * 1000 })
}

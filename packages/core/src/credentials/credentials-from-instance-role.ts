import { checkTimeoutMs } from '../check-value.ts'
import { isLoopback } from '../endpoint.ts'
import { InputError } from '../input-error.ts'
import { parseObject } from '../request/envelope.ts'
import { checkCredentials } from './check-credentials.ts'
import { CredentialsNotFoundError } from './credentials-not-found.ts'
import type { Credentials, CredentialsProvider } from './credentials-provider.ts'
import { fetchText, type ProviderFetch, UnreachableError } from './fetch-text.ts'

/** Options of {@link credentialsFromInstanceRole}. */
export interface InstanceRoleOptions {
  /** The role bound to the instance. Default: the one that the service names. */
  readonly role?: string | undefined
  /** Default `http://metadata.tencentyun.com`. Plain http to loopback, `*.tencentyun.com` or a link-local address. */
  readonly endpoint?: string | undefined
  /** Milliseconds for each of the one or two requests. Default 1000: outside an instance there is no response. */
  readonly timeoutMs?: number | undefined
  /** Default the global `fetch`; in `@trtc-call/node` one that ignores proxies. */
  readonly fetch?: ProviderFetch | undefined
}

const rolePath = '/latest/meta-data/cam/security-credentials/'

/**
 * Temporary credentials of the role that is bound to this cloud instance (CVM), from its metadata service. Every call fetches
 * them: wrap it in `cached`, which renews them before they expire.
 *
 * @throws InputError for an invalid option. The provider throws a CredentialsNotFoundError without a metadata service or a
 * role, and an Error for an unusable response.
 * @example
 * const credentials = cached(credentialsFromInstanceRole())
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', credentials })
 * @see {@link https://www.tencentcloud.com/document/product/213/4934}
 */
export function credentialsFromInstanceRole(options: InstanceRoleOptions = {}): CredentialsProvider {
  const { role, timeoutMs = 1_000, fetch } = options
  checkTimeoutMs('timeoutMs', timeoutMs)
  const endpoint = checkMetadataEndpoint(options.endpoint ?? 'http://metadata.tencentyun.com')
  const label = `the metadata service at ${endpoint.host}`
  const get = async (path: string): Promise<string | undefined> => {
    const url = `${endpoint.origin}${rolePath}${path}`
    const { status, text } = await fetchText({ label, url, method: 'GET', headers: {}, timeoutMs, fetch })
    if (status === 200) return text.trim()
    if (status === 404) return undefined
    throw new Error(`${label} responded with status ${status}`)
  }
  return async () => {
    try {
      const name = role ?? (await get(''))?.split('\n', 1)[0]?.trim()
      const text = name === undefined || name === '' ? undefined : await get(encodeURIComponent(name))
      if (text === undefined) throw new CredentialsNotFoundError([`${label} has no ${role ?? 'role of this instance'}`])
      return readRole(label, text)
    } catch (error) {
      throw error instanceof UnreachableError ? new CredentialsNotFoundError([error.message]) : error
    }
  }
}

/** `ExpiredTime` is in seconds. */
function readRole(label: string, text: string): Credentials {
  const { Code, TmpSecretId, TmpSecretKey, Token, ExpiredTime } = parseObject(text) ?? {}
  if (Code !== 'Success' || typeof ExpiredTime !== 'number')
    throw new Error(`${label} returned no credentials of the role`)
  const expiresAt = ExpiredTime * 1000
  return checkCredentials(label, { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token, expiresAt })
}

const linkLocal = /^169\.254(\.\d{1,3}){2}$/

function checkMetadataEndpoint(endpoint: string): URL {
  if (URL.canParse(endpoint)) {
    const url = new URL(endpoint)
    const { protocol, hostname } = url
    const isLocal = linkLocal.test(hostname) || isLoopback(url) || hostname.endsWith('.tencentyun.com')
    if (protocol === 'http:' && isLocal) return url
  }
  throw new InputError('endpoint', 'format', 'must be http to loopback, to *.tencentyun.com or to 169.254.*.*')
}

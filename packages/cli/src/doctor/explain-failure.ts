import type { AnyTrtcError, ApiError } from '@trtc-call/node'
import { attributeError, type CommandInput, isInputError } from '../attribute-error.ts'
import { isTrtcError, UsageError } from '../errors.ts'
import type { ConsolePage, Finding } from './finding.ts'

export type FailedFinding = Finding & { readonly state: 'failed' }

type Cause = Pick<FailedFinding, 'cause' | 'page' | 'link' | 'vendorCode' | 'requestId'> & { readonly fix?: string }

/**
 * Turns the error of a check into a finding. Invalid input is described by the option, variable or profile that supplied it.
 *
 * @throws errors that are not about settings, input or a request.
 */
export function explainFailure(check: string, error: unknown, input: CommandInput): FailedFinding {
  const failed = { check, state: 'failed' } as const
  if (error instanceof UsageError) {
    const cause = `the ${isCloudCheck(check) ? 'cloud' : 'Call'} interface needs all settings named here`
    return { ...failed, summary: error.message, cause, fix: error.hint || 'correct them and run doctor again' }
  }
  if (isInputError(error)) {
    const cause = 'the value is invalid; nothing was sent'
    const summary = attributeError(error, input) ?? error.message
    return { ...failed, summary, cause, fix: 'copy the value from the console' }
  }
  if (!isTrtcError(error)) throw error
  // A malformed key fails only when signing.
  const fix = (isInputError(error.cause) && attributeError(error.cause, input)) || error.hint
  return { ...failed, summary: error.message, fix, ...causeOf(error, check) }
}

function causeOf(error: AnyTrtcError, check: string): Cause {
  switch (error.code) {
    case 'ERR_API':
      return causeOfRefusal(error, check)
    case 'ERR_CONNECTION':
      return causeOfConnectionError(error)
    case 'ERR_TIMEOUT':
      return { cause: 'a firewall drops packets, a proxy is required, or the connection is slow' }
    case 'ERR_PROTOCOL':
      return { cause: 'a proxy or gateway responded instead of the vendor, or --endpoint is not the vendor’s' }
    case 'ERR_SIGNING':
      return { cause: 'the key, or the provider of the key, cannot be used' }
  }
}

function causeOfConnectionError({ cause }: AnyTrtcError): Cause {
  // After several attempts the cause can be the error of the last attempt, which has the system's error as its own cause.
  const systemError = isTrtcError(cause) ? cause.cause : cause
  const { code, message } = (systemError ?? {}) as { readonly code?: unknown; readonly message?: string }
  if (typeof code !== 'string' || isTrtcError(systemError)) return { cause: 'the connection was lost' }
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return { cause: `DNS: the host name was not found (${code})`, fix: 'check the DNS server, or --endpoint' }
  }
  if (/^(ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_SSL)/.test(code)) {
    const fix = 'if a proxy intercepts TLS, let Node trust its certificate: NODE_EXTRA_CA_CERTS=/path/to/ca.pem'
    return { cause: `TLS: the host’s certificate was not accepted (${code})`, fix }
  }
  if (code.startsWith('ERR_PROXY_')) {
    return { cause: `proxy: ${message}`, fix: 'check HTTPS_PROXY and NO_PROXY, or ask the administrator of the proxy' }
  }
  if (code === 'ECONNREFUSED') return { cause: `no server listens there (${code})` }
  return { cause: `the connection failed (${code})` }
}

function causeOfRefusal({ vendorCode, requestId, kind, link }: ApiError, check: string): Cause {
  const page = pageByCode[vendorCode] ?? pageByKind(kind, check)
  return { cause: causeByCode[vendorCode] ?? causeByKind[kind], page, link, vendorCode, requestId }
}

const pageByCode: Readonly<Record<string, ConsolePage>> = { 60010: 'accounts', 72001: 'accounts' }

function pageByKind(kind: ApiError['kind'], check: string): ConsolePage | undefined {
  if (kind === 'package' || kind === 'configuration') return 'apps'
  if (kind !== 'authentication' && kind !== 'permission') return undefined
  return isCloudCheck(check) ? 'cloudKeys' : 'apps'
}

function isCloudCheck(check: string): boolean {
  return check.startsWith('cloud')
}

const otherAccount = 'the keys belong to another cloud account than the app'

const causeByCode: Readonly<Record<string, string>> = {
  60010: 'the identifier is a user of the app, but not an administrator',
  60020: 'the app has no Call subscription (package), or it has expired',
  60026: 'the app belongs to another site',
  70009: 'the key is not that of this app',
  70016: 'the app belongs to another site',
  70020: 'this site has no such app',
  'AuthFailure.SecretIdNotFound': 'the SecretId is unknown: it was deleted or belongs to the other edition',
  'AuthFailure.SignatureFailure': 'the SecretKey does not belong to the SecretId',
  'FailedOperation.SdkAppIdNotUnderAppId': otherAccount,
  'UnauthorizedOperation.SdkAppId': otherAccount,
}

const causeByKind: Readonly<Record<ApiError['kind'], string>> = {
  authentication: 'a signature or a key is wrong or has expired',
  permission: 'the identity is known, but is not allowed to do this',
  configuration: 'the app, its site or a setting in the console does not match',
  package: 'a subscription (package) is missing, has expired or is used up',
  'invalid-request': 'the vendor does not accept a value that was sent',
  'not-found': 'it does not exist, or no longer exists',
  conflict: 'it exists already, or has already happened',
  'rate-limit': 'the app or the account sends too many requests; other programs may share the limit',
  unavailable: 'the vendor’s service failed',
  other: 'the vendor refuses the request without details',
}

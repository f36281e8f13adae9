import { isClientError } from '../client-error.ts'
import { inFlagWords, inputInFlagWords } from '../flag-words.ts'
import { isInputError } from '../input-error.ts'
import { UsageError } from '../usage-error.ts'
import type { Console } from './consoles.ts'
import type { Finding } from './finding.ts'

/** A failed probe in the words of a finding. @throws what is no failure of a probe. */
export function readFailure(check: string, error: unknown, consolePages: Console): Finding {
  if (error instanceof UsageError) return { check, state: 'bad', what: error.message, mend: error.hint || undefined }
  if (isInputError(error)) {
    const mend = 'give it as the console has it, and doctor again'
    return { check, state: 'bad', what: inputInFlagWords(error.message), mend }
  }
  if (!isClientError(error)) throw error
  const { hint, message } = error
  const mend = inFlagWords(hint)
  if (error.code === 'ERR_CONNECTION') return { check, state: 'bad', what: message, ...connection(error.cause, mend) }
  if (error.code === 'ERR_TIMEOUT') {
    const why = 'a firewall that drops packets, a proxy that has to be used, or a slow connection'
    return { check, state: 'bad', what: message, why, mend }
  }
  if (error.code === 'ERR_PROTOCOL') {
    const why = 'something between answers in the vendor’s place, or --endpoint is not the vendor'
    return { check, state: 'bad', what: message, why, mend }
  }
  if (error.code !== 'ERR_API') return { check, state: 'bad', what: message, mend }
  const { vendorCode, requestId } = error
  const { why, where } = refusals[String(vendorCode)] ?? {}
  return {
    check,
    state: 'bad',
    what: message,
    why,
    mend,
    where: where?.(consolePages) ?? pageFor(error.kind, check, consolePages) ?? error.link,
    vendorCode,
    requestId,
  }
}

type Refused = { readonly why: string; readonly where?: (pages: Console) => string }

/** What a refusal of these probes means beyond what the code says by itself. */
const refusals: Readonly<Record<string, Refused>> = {
  60010: { why: 'the identifier is a user of the app and no administrator', where: ({ accounts }) => accounts },
  60020: { why: 'there is no Call package for this app, or it has run out' },
  60026: { why: 'the app lives on another site than the one that was asked' },
  70009: { why: 'the key is not this app’s' },
  70016: { why: 'the app lives on another site than the one that was asked' },
  70020: { why: 'there is no such app on this site' },
  72001: { why: 'asking for user states is switched off for the app', where: ({ accounts }) => accounts },
  'AuthFailure.SecretIdNotFound': {
    why: 'the cloud account’s SecretId is not known: of the other edition, or deleted',
  },
  'AuthFailure.SignatureFailure': { why: 'the SecretKey does not belong to the SecretId' },
  'FailedOperation.SdkAppIdNotUnderAppId': { why: 'the keys are of another cloud account than the app' },
  'UnauthorizedOperation.SdkAppId': { why: 'the keys are of another cloud account than the app' },
}

function pageFor(kind: string, check: string, { apps, cloudKeys }: Console): string | undefined {
  if (kind === 'package' || kind === 'configuration') return apps
  if (kind !== 'authentication' && kind !== 'permission') return undefined
  return check.startsWith('cloud') ? cloudKeys : apps
}

/** Which step on the way to the host failed, by the code of the system. */
function connection(cause: unknown, mend: string): Pick<Finding, 'why' | 'mend'> {
  const code = String((cause as NodeJS.ErrnoException | undefined)?.code ?? '')
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return {
      why: `DNS: the name of the host was not found (${code})`,
      mend: 'look at the DNS server, or at --endpoint',
    }
  }
  if (/^(ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_SSL)/.test(code)) {
    const trust = 'where a proxy opens TLS, let Node trust its certificate: NODE_EXTRA_CA_CERTS=/path/to/ca.pem'
    return { why: `TLS: the host’s certificate was not accepted (${code})`, mend: trust }
  }
  if (code === 'ECONNREFUSED') return { why: `nothing listens there (${code})`, mend }
  return { why: code === '' ? undefined : `the connection failed (${code})`, mend }
}

import type { ApiError } from '@trtc-call/node'
import { isTrtcError, UsageError } from '../errors.ts'
import { inFlagWords, inputInFlagWords } from '../flag-words.ts'
import { isInputError } from '../input-error.ts'
import type { Console } from './consoles.ts'
import type { Finding } from './finding.ts'
import { whyRefused } from './refusals.ts'
import { whyUnconnected } from './why-unconnected.ts'

/** Something that is bad. */
export type Failure = Finding & { readonly state: 'bad' }

/** A failed probe in the words of a finding. @throws what is no failure of a probe. */
export function readFailure(check: string, error: unknown, pages: Console): Failure {
  const bad = { check, state: 'bad' } as const
  if (error instanceof UsageError) {
    const why = 'without it nothing can be asked'
    return { ...bad, what: error.message, why, mend: error.hint || 'give it, and doctor again' }
  }
  if (isInputError(error)) {
    const why = 'it is refused here, before anything is sent'
    return { ...bad, what: inputInFlagWords(error.message), why, mend: 'give it as the console has it' }
  }
  if (!isTrtcError(error)) throw error
  const { hint, message: what } = error
  const mend = inFlagWords(hint)
  switch (error.code) {
    case 'ERR_API':
      return { ...bad, what, mend, ...refusal(check, error, pages) }
    case 'ERR_CONNECTION':
      return { ...bad, what, mend, ...whyUnconnected(error.cause) }
    case 'ERR_TIMEOUT':
      return {
        ...bad,
        what,
        why: 'a firewall that drops packets, a proxy that has to be used, or a slow connection',
        mend,
      }
    case 'ERR_PROTOCOL':
      return {
        ...bad,
        what,
        why: 'something between answers in the vendor’s place, or --endpoint is not the vendor',
        mend,
      }
    case 'ERR_SIGNING':
      return { ...bad, what, why: 'the key, or what lends it, cannot be used', mend }
  }
}

function refusal(
  check: string,
  error: ApiError,
  pages: Console,
): Pick<Failure, 'why' | 'where' | 'vendorCode' | 'requestId'> {
  const { vendorCode, requestId, kind, link } = error
  const { why, where } = whyRefused(error)
  return { why, where: where?.(pages) ?? pageFor(kind, check, pages) ?? link, vendorCode, requestId }
}

function pageFor(kind: string, check: string, { apps, cloudKeys }: Console): string | undefined {
  if (kind === 'package' || kind === 'configuration') return apps
  if (kind !== 'authentication' && kind !== 'permission') return undefined
  return check.startsWith('cloud') ? cloudKeys : apps
}

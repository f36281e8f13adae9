import type { VerificationStep } from '../auth/trace.ts'
import { maskCanonicalRequest } from '../mask-secrets.ts'

const mask = '***'

/**
 * Signatures that were right are as good as the request they signed, so they are masked. Of a wrong one there is enough to
 * compare: a MAC was perhaps made with the key of a real application, and opens it for days, so it is never shown whole.
 */
export function maskStep({ inputs, ...others }: VerificationStep, operationId: string | undefined): VerificationStep {
  const shown = inputs?.map(({ name, text }) => ({
    name,
    text: name === 'canonical request' ? maskCanonicalRequest(operationId, text) : text,
  }))
  const step = shown === undefined ? others : { ...others, inputs: shown }
  if (isMac(step)) return step.passed ? hide(step) : { ...step, ...both(step, shorten) }
  return isSignature(step) && step.passed ? hide(step) : step
}

function isMac({ check }: VerificationStep): boolean {
  return check.endsWith('the MAC')
}

function isSignature({ check }: VerificationStep): boolean {
  return check.startsWith('the signature')
}

function hide(step: VerificationStep): VerificationStep {
  return { ...step, ...both(step, () => mask) }
}

function both({ expected = '', received = '' }: VerificationStep, change: (text: string) => string) {
  return { expected: change(expected), received: change(received) }
}

function shorten(text: string): string {
  return text.length < 24 ? mask : `${text.slice(0, 8)}…${text.slice(-4)}`
}

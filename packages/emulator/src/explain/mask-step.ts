import type { Step } from '../auth/trace.ts'
import { maskCanonicalRequest } from '../mask-secrets.ts'

const mask = '***'

/**
 * Signatures that were right are as good as the request they signed, so they are masked. Of a wrong one there is enough to
 * compare: a MAC was perhaps made with the key of a real application, and opens it for days, so it is never shown whole.
 */
export function maskStep({ material, ...others }: Step, operationId: string | undefined): Step {
  const shown = material?.map(({ name, text }) => ({
    name,
    text: name === 'canonical request' ? maskCanonicalRequest(operationId, text) : text,
  }))
  const step = shown === undefined ? others : { ...others, material: shown }
  if (isMac(step)) return step.passed ? hide(step) : { ...step, ...both(step, shorten) }
  return isSignature(step) && step.passed ? hide(step) : step
}

function isMac({ check }: Step): boolean {
  return check.endsWith('the MAC')
}

function isSignature({ check }: Step): boolean {
  return check.startsWith('the signature')
}

function hide(step: Step): Step {
  return { ...step, ...both(step, () => mask) }
}

function both({ expected = '', received = '' }: Step, change: (text: string) => string) {
  return { expected: change(expected), received: change(received) }
}

function shorten(text: string): string {
  return text.length < 24 ? mask : `${text.slice(0, 8)}…${text.slice(-4)}`
}

import type { VerificationStep } from '../auth/verification-step.ts'
import { maskCanonicalRequest } from '../mask-secrets.ts'

const mask = '***'

/**
 * Masks a step for display. Valid signatures are masked. Wrong MACs are shortened: one may be made with the key of a real
 * application, which it gives access to for days.
 */
export function maskStep({ inputs, ...others }: VerificationStep, operationId: string | undefined): VerificationStep {
  const maskedInputs = inputs?.map(({ name, text }) => ({
    name,
    text: name === 'canonical request' ? maskCanonicalRequest(operationId, text) : text,
  }))
  const step = maskedInputs === undefined ? others : { ...others, inputs: maskedInputs }
  if (step.kind !== undefined && step.passed) return replaceValues(step, () => mask)
  return step.kind === 'mac' ? replaceValues(step, shorten) : step
}

function replaceValues(step: VerificationStep, replace: (text: string) => string): VerificationStep {
  const { expected = '', received = '' } = step
  return { ...step, expected: replace(expected), received: replace(received) }
}

function shorten(text: string): string {
  return text.length < 24 ? mask : `${text.slice(0, 8)}…${text.slice(-4)}`
}

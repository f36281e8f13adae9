import { createHmac } from 'node:crypto'
import { sha256 } from '../auth/tc3-signature.ts'
import type { VerificationStep } from '../auth/verification-step.ts'
import type { AuthInput } from '../auth/verify-auth.ts'

const emptyHash = sha256('')

/** Tries the usual mistakes, and returns the one that leads to the received signature. */
export function guessMistake(authInput: AuthInput, steps: readonly VerificationStep[]): string | undefined {
  const failed = steps.filter(({ passed }) => !passed)
  for (const step of failed) {
    const found = step.kind === 'mac' ? guessMac(step, authInput) : guessTc3(step, authInput)
    if (found !== undefined) return found
  }
  return undefined
}

function guessMac({ inputs = [], received }: VerificationStep, { settings }: AuthInput): string | undefined {
  const text = inputs[0]?.text ?? ''
  const mac = (key: string, input = text, encoding: 'base64' | 'hex' = 'base64') =>
    createHmac('sha256', key).update(input).digest(encoding)
  const { sdkSecretKey, secretKey, secretId } = settings
  if (received === mac(secretKey)) {
    return 'the UserSig is signed with the secretKey of the cloud account; use the sdkSecretKey of the application'
  }
  if (received === mac(secretId))
    return 'the UserSig is signed with the secretId; use the sdkSecretKey of the application'
  if (received === mac(sdkSecretKey, text.trimEnd())) return 'the last line under the MAC must end with \\n too'
  if (received === mac(sdkSecretKey, text, 'hex')) return 'the MAC is in hex; it must be in base64'
  if (received === mac(sdkSecretKey.trim()) || received === mac(`${sdkSecretKey}\n`)) {
    return 'the key has whitespace around it'
  }
  return undefined
}

function guessTc3({ inputs = [], received }: VerificationStep, authInput: AuthInput): string | undefined {
  const canonical = inputs.find(({ name }) => name === 'canonical request')?.text
  const toSign = inputs.find(({ name }) => name === 'string to sign')?.text
  if (canonical === undefined || toSign === undefined) return undefined
  const { secretKey, sdkSecretKey } = authInput.settings
  const [, , scope = ''] = toSign.split('\n')
  const sign = (request: string, key = `TC3${secretKey}`) => {
    const text = [...toSign.split('\n').slice(0, 3), sha256(request)].join('\n')
    return hex(derive(key, scope), text)
  }
  const withHash = (hash: string) => canonical.replace(/[0-9a-f]{64}$/, hash)
  if (received === sign(canonical, `TC3${sdkSecretKey}`)) {
    return 'the request is signed with the sdkSecretKey of the application; use the secretKey of the cloud account'
  }
  if (received === sign(canonical, secretKey))
    return 'the key must be derived from "TC3" and the secretKey; "TC3" is missing'
  if (received === sign(withHash(emptyHash))) return 'the hash of an empty body is signed; hash the bytes that are sent'
  if (received === sign(withHash(sha256('{}')))) return 'the hash of {} is signed; hash the bytes that are sent'
  if (received === sign(canonical.replace(/\n\n([a-z0-9;-]+)\n/, '\n$1\n'))) {
    return 'the canonical request needs an empty line between the headers and their names'
  }
  return undefined
}

/** Derives the signing key of a day and a service. */
function derive(key: string, scope: string): Buffer {
  return scope
    .split('/')
    .reduce<Buffer>((last, word) => createHmac('sha256', last).update(word).digest(), Buffer.from(key))
}

function hex(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

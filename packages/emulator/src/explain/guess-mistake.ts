import { createHmac } from 'node:crypto'
import { sha256 } from '../auth/tc3-signature.ts'
import type { VerificationStep } from '../auth/trace.ts'
import type { Evidence } from '../auth/verify.ts'

const emptyHash = sha256('')

/** Tries the usual mistakes on what did not match, and says which one comes to what was received. */
export function guessMistake(evidence: Evidence, steps: readonly VerificationStep[]): string | undefined {
  const failed = steps.filter(({ passed }) => !passed)
  for (const step of failed) {
    const found = step.check.endsWith('the MAC') ? guessMac(step, evidence) : guessTc3(step, evidence)
    if (found !== undefined) return found
  }
  return undefined
}

function guessMac({ inputs = [], received }: VerificationStep, { settings }: Evidence): string | undefined {
  const text = inputs[0]?.text ?? ''
  const mac = (key: string, what = text, encoding: 'base64' | 'hex' = 'base64') =>
    createHmac('sha256', key).update(what).digest(encoding)
  const { sdkSecretKey, secretKey, secretId } = settings
  if (received === mac(secretKey)) {
    return 'the UserSig was made with the secretKey of the cloud account; it needs the sdkSecretKey of the app'
  }
  if (received === mac(secretId)) return 'the UserSig was made with the secretId; it needs the sdkSecretKey of the app'
  if (received === mac(sdkSecretKey, text.trimEnd())) return 'the last line under the MAC has to end with \\n, too'
  if (received === mac(sdkSecretKey, text, 'hex')) return 'the MAC was written in hex; it has to be in base64'
  if (received === mac(sdkSecretKey.trim()) || received === mac(`${sdkSecretKey}\n`)) {
    return 'the key was read with white space around it'
  }
  return undefined
}

function guessTc3({ inputs = [], received }: VerificationStep, evidence: Evidence): string | undefined {
  const canonical = inputs.find(({ name }) => name === 'canonical request')?.text
  const toSign = inputs.find(({ name }) => name === 'string to sign')?.text
  if (canonical === undefined || toSign === undefined) return undefined
  const { secretKey, sdkSecretKey } = evidence.settings
  const [, , scope = ''] = toSign.split('\n')
  const sign = (request: string, key = `TC3${secretKey}`) => {
    const text = [...toSign.split('\n').slice(0, 3), sha256(request)].join('\n')
    return hex(derive(key, scope), text)
  }
  const withHash = (hash: string) => canonical.replace(/[0-9a-f]{64}$/, hash)
  if (received === sign(canonical, `TC3${sdkSecretKey}`)) {
    return 'signed with the sdkSecretKey of the app; it needs the secretKey of the cloud account'
  }
  if (received === sign(canonical, secretKey))
    return 'the key is derived from "TC3" and the secretKey; "TC3" was left out'
  if (received === sign(withHash(emptyHash)))
    return 'the hash of an empty body was signed; hash the bytes that are sent'
  if (received === sign(withHash(sha256('{}')))) return 'the hash of {} was signed; hash the bytes that are sent'
  if (received === sign(canonical.replace(/\n\n([a-z0-9;-]+)\n/, '\n$1\n'))) {
    return 'an empty line belongs between the headers and their names in the canonical request'
  }
  return undefined
}

/** The key of a day and a service. */
function derive(key: string, scope: string): Buffer {
  return scope
    .split('/')
    .reduce<Buffer>((last, word) => createHmac('sha256', last).update(word).digest(), Buffer.from(key))
}

function hex(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

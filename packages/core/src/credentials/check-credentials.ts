import { checkNumber } from '../check-value.ts'
import { InputError, isInputError } from '../input-error.ts'
import { checkCloudKey } from '../signing/check-tc3-input.ts'
import { checkSecret } from '../signing/check-user-sig-input.ts'
import type { Credentials } from './credentials-provider.ts'

/** Credentials whose fields have not been checked. */
type Unchecked = Parameters<typeof checkCredentials>[1]

/** The characters that a header can carry. */
const tokenPattern = /^[!-~]+$/

/**
 * Checks the credentials that a provider of your own has read, and drops all other fields.
 *
 * @param source Where they come from, for the message: `the vault`.
 * @throws InputError that names the source and the field, and never shows the value.
 * @example
 * const fromVault: CredentialsProvider = async () => checkCredentials('the vault', await vault.read('trtc/cloud'))
 */
export function checkCredentials(
  source: string,
  given: { readonly [Part in keyof Credentials]?: unknown },
): Credentials {
  try {
    return checkParts(given ?? {})
  } catch (error) {
    if (!isInputError(error)) throw error
    throw new InputError(error.field, error.reason, `${error.detail} (from ${source})`)
  }
}

/** @throws InputError that names the field and never shows the value. */
export function checkParts({ secretId, secretKey, token, expiresAt }: Unchecked): Credentials {
  checkCloudKey({ secretId: secretId as string, secretKey: secretKey as string, service: 'sts' })
  const pair = { secretId: secretId as string, secretKey: secretKey as string }
  const checked = token === undefined ? pair : { ...pair, token: checkToken(token) }
  return expiresAt === undefined
    ? checked
    : {
        ...checked,
        expiresAt: checkNumber('expiresAt', expiresAt, { min: 1, what: 'a time in milliseconds since 1970' }),
      }
}

function checkToken(token: unknown): string {
  if (tokenPattern.test(checkSecret('token', token))) return token as string
  throw new InputError('token', 'format', 'must be printable ASCII without blanks')
}

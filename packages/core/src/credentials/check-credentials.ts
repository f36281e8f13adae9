import { checkSecret } from '../signing/checks.ts'
import { checkCloudKey } from '../signing/tc3-checks.ts'
import type { Credentials } from './credentials-provider.ts'

type Given = Parameters<typeof checkCredentials>[1]

/** What a header can carry. */
const tokenPattern = /^[!-~]+$/

/**
 * What came from outside, as credentials and nothing else: for a provider of your own.
 *
 * @param whose Begins the message: `the vault`.
 * @throws TypeError that says whose they are and which part is wrong, and shows none of it.
 * @example
 * const fromVault: CredentialsProvider = async () => checkCredentials('the vault', await vault.read('trtc/cloud'))
 */
export function checkCredentials(
  whose: string,
  given: { readonly [Part in keyof Credentials]?: unknown },
): Credentials {
  try {
    return checkParts(given ?? {})
  } catch (error) {
    throw new TypeError(`${whose}: ${(error as Error).message}`)
  }
}

/** @throws TypeError that begins with the part that is wrong, and shows none of it. */
export function checkParts({ secretId, secretKey, token, expiresAt }: Given): Credentials {
  checkCloudKey({ secretId: secretId as string, secretKey: secretKey as string, service: 'sts' })
  const pair = { secretId: secretId as string, secretKey: secretKey as string }
  const checked = token === undefined ? pair : { ...pair, token: checkToken(token) }
  return expiresAt === undefined ? checked : { ...checked, expiresAt: checkExpiresAt(expiresAt) }
}

function checkToken(token: unknown): string {
  if (tokenPattern.test(checkSecret('token', token))) return token as string
  throw new TypeError('token must be printable ASCII without blanks')
}

function checkExpiresAt(expiresAt: unknown): number {
  if (typeof expiresAt === 'number' && expiresAt > 0) return expiresAt
  throw new TypeError('expiresAt must be in milliseconds since 1970')
}

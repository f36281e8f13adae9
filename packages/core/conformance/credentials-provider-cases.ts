import { checkCredentials } from '../src/credentials/check-credentials.ts'
import type { Credentials, CredentialsProvider, CredentialsRequest } from '../src/credentials/credentials-provider.ts'
import { assert, type ConformanceCase } from './assert.ts'

/** The expectations of a `CredentialsProvider`. */
export interface CredentialsExpectation {
  /** The current time in milliseconds since 1970. Default: the machine's clock. */
  readonly now?: number | undefined
}

/** In the past if it is in milliseconds, in the far future if it is in seconds. */
const minMs = 100_000_000_000

/**
 * Test cases for a {@link CredentialsProvider}: it returns valid credentials, for concurrent calls and after a forced refresh too,
 * and does not change its input.
 *
 * @example
 * for (const { name, run } of credentialsProviderCases(fromVault)) test(name, run)
 */
export function credentialsProviderCases(
  provider: CredentialsProvider,
  { now = Date.now() }: CredentialsExpectation = {},
): readonly ConformanceCase[] {
  const request = async (change: Partial<CredentialsRequest> = {}): Promise<void> => {
    // Frozen, so that a provider that writes into it fails.
    const input = Object.freeze({ now, ...change })
    checkExpiry(checkCredentials('credentials', await provider(input)), input)
  }
  return [
    { name: 'credentials provider: returns valid credentials', run: () => request() },
    { name: 'credentials provider: returns them again', run: () => request().then(() => request()) },
    { name: 'credentials provider: serves concurrent requests', run: () => concurrently(request) },
    {
      name: 'credentials provider: returns them after a forced refresh',
      run: () => request({ forceRefresh: true }).then(() => request()),
    },
  ]
}

async function concurrently(request: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: 12 }, () => request()))
}

function checkExpiry({ expiresAt }: Credentials, { now }: CredentialsRequest): void {
  if (expiresAt === undefined) return
  assert(expiresAt > minMs, 'expiresAt is not in milliseconds since 1970')
  assert(expiresAt > now, 'they have expired')
}

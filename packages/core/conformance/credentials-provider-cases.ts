import { checkCredentials } from '../src/credentials/check-credentials.ts'
import type { Credentials, CredentialsProvider, CredentialsRequest } from '../src/credentials/credentials-provider.ts'
import { assert, type ConformanceCase } from './check.ts'

/** Options of {@link credentialsProviderCases}. */
export interface CredentialsExpectation {
  /** Milliseconds since 1970; default the clock. */
  readonly now?: number | undefined
}

/** The year 1973 in milliseconds, 5138 in seconds. */
const minExpiresAt = 100_000_000_000

/**
 * Test cases for a {@link CredentialsProvider}: it returns valid credentials that have not expired, also for concurrent requests
 * and after `forceRefresh`, and does not change the request.
 *
 * @example
 * for (const { name, run } of credentialsProviderCases(fromVault)) test(name, run)
 */
export function credentialsProviderCases(
  provider: CredentialsProvider,
  { now = Date.now() }: CredentialsExpectation = {},
): readonly ConformanceCase[] {
  const ask = async (change: Partial<CredentialsRequest> = {}): Promise<void> => {
    // Frozen, so that a provider that writes into it fails.
    const request = Object.freeze({ now, ...change })
    checkExpiry(checkCredentials('the provider', await provider(request)), request)
  }
  return [
    { name: 'credentials provider: returns valid credentials', run: () => ask() },
    { name: 'credentials provider: returns them again', run: () => ask().then(() => ask()) },
    { name: 'credentials provider: handles concurrent requests', run: () => all(ask) },
    {
      name: 'credentials provider: returns them after a forced refresh',
      run: () => ask({ forceRefresh: true }).then(() => ask()),
    },
  ]
}

async function all(ask: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: 12 }, () => ask()))
}

function checkExpiry({ expiresAt }: Credentials, { now }: CredentialsRequest): void {
  if (expiresAt === undefined) return
  assert(expiresAt > minExpiresAt, 'expiresAt is not in milliseconds since 1970')
  assert(expiresAt > now, 'they have expired')
}

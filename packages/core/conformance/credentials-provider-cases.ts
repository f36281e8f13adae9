import { checkCredentials } from '../src/credentials/check-credentials.ts'
import type { Credentials, CredentialsProvider, CredentialsRequest } from '../src/credentials/credentials-provider.ts'
import { type ConformanceCase, holds } from './check.ts'

/** When a `CredentialsProvider` is asked. */
export interface CredentialsExpectation {
  /** Milliseconds since 1970; default the clock. */
  readonly now?: number | undefined
}

/** Long ago in milliseconds, far away in seconds. */
const leastMs = 100_000_000_000

/**
 * What a {@link CredentialsProvider} has to be: it gives what can sign and has not expired, also to many at once and after a
 * forceRefresh, and changes nothing.
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
    checkLife(checkCredentials('what it gives', await provider(request)), request)
  }
  return [
    { name: 'credentials provider: gives what can sign', run: () => ask() },
    { name: 'credentials provider: gives it again', run: () => ask().then(() => ask()) },
    { name: 'credentials provider: gives it to many at once', run: () => all(ask) },
    {
      name: 'credentials provider: returns them after a forced refresh',
      run: () => ask({ forceRefresh: true }).then(() => ask()),
    },
  ]
}

async function all(ask: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: 12 }, () => ask()))
}

function checkLife({ expiresAt }: Credentials, { now }: CredentialsRequest): void {
  if (expiresAt === undefined) return
  holds(expiresAt > leastMs, 'expiresAt is not in milliseconds since 1970')
  holds(expiresAt > now, 'they have expired')
}

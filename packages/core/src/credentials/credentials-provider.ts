/**
 * The keys that sign requests to the cloud interface: a key pair of the cloud account, or a temporary one with its token. Not
 * the app's `sdkSecretKey`.
 *
 * @example
 * const credentials: Credentials = { secretId, secretKey }
 */
export interface Credentials {
  readonly secretId: string
  readonly secretKey: string
  /** The token of temporary credentials. */
  readonly token?: string | undefined
  /** Milliseconds since 1970. Without it, they are used until the vendor refuses them. */
  readonly expiresAt?: number | undefined
}

/** The request for credentials. */
export interface CredentialsRequest {
  /** Milliseconds since 1970, corrected by the measured clock skew. */
  readonly now: number
  /** The vendor refused the last ones: bypass all caches. */
  readonly forceRefresh?: boolean | undefined
}

/**
 * Returns the credentials for a request. It is called for every attempt, so wrap a provider that fetches in `cached`.
 *
 * @example
 * const provider: CredentialsProvider = cached(async ({ now }) => ({ ...(await fetchFromVault()), expiresAt: now + 3_600_000 }))
 */
export type CredentialsProvider = (request: CredentialsRequest) => Credentials | Promise<Credentials>

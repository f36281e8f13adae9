/**
 * What signs requests to the cloud interface: a key pair of the cloud account, or a temporary one with its token. Not the
 * app's `sdkSecretKey`.
 *
 * @example
 * const credentials: Credentials = { secretId, secretKey }
 */
export interface Credentials {
  readonly secretId: string
  readonly secretKey: string
  /** Of temporary credentials. */
  readonly token?: string | undefined
  /** Milliseconds since 1970. Left out: they are used until they are refused. */
  readonly expiresAt?: number | undefined
}

/** When credentials are wanted, and whether the last ones were refused. */
export interface CredentialsRequest {
  /** Milliseconds since 1970, corrected by any clock skew that was measured. */
  readonly now: number
  /** The last ones were refused: look for others, past every cache. */
  readonly reload?: boolean | undefined
}

/**
 * Gives the credentials for a request. It is asked for every attempt, so one that fetches belongs into `cached`.
 *
 * @example
 * const provider: CredentialsProvider = cached(async ({ now }) => ({ ...(await fetchFromVault()), expiresAt: now + 3_600_000 }))
 */
export type CredentialsProvider = (request: CredentialsRequest) => Credentials | Promise<Credentials>

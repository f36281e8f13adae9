const code = 'ERR_NO_CREDENTIALS'

/**
 * There are no credentials where a provider looks. In a chain the next one is asked; every other error ends the chain.
 *
 * @example
 * const fromVault: CredentialsProvider = async () => {
 *   throw new CredentialsNotFoundError(['the vault has no trtc/cloud'])
 * }
 */
export class CredentialsNotFoundError extends Error {
  override readonly name = 'CredentialsNotFoundError'
  readonly code = code
  /** Every place that was looked at, and what was found there; never a value. */
  readonly lookedAt: readonly string[]

  constructor(lookedAt: readonly string[]) {
    super(`there are no credentials of the cloud account (secretId and secretKey). Looked at: ${lookedAt.join('; ')}`)
    this.lookedAt = lookedAt
  }
}

/** Also of another copy of this library. */
export function isNotFound(error: unknown): error is CredentialsNotFoundError {
  return error instanceof Error && (error as { readonly code?: unknown }).code === code
}

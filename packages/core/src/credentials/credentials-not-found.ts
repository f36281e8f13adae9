const code = 'ERR_NO_CREDENTIALS'

/**
 * A provider has no credentials. A chain then calls the next provider; every other error ends the chain.
 *
 * @example
 * const fromVault: CredentialsProvider = async () => {
 *   throw new CredentialsNotFoundError(['the vault has no trtc/cloud'])
 * }
 */
export class CredentialsNotFoundError extends Error {
  override readonly name = 'CredentialsNotFoundError'
  readonly code = code
  /** Every source that was tried, and the result; never a value. */
  readonly sources: readonly string[]

  constructor(sources: readonly string[]) {
    super(`no credentials of the cloud account (secretId and secretKey) were found. Tried: ${sources.join('; ')}`)
    this.sources = sources
  }
}

/** Also recognizes errors of another installed copy of this library. */
export function isCredentialsNotFound(error: unknown): error is CredentialsNotFoundError {
  return error instanceof Error && (error as { readonly code?: unknown }).code === code
}

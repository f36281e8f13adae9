/** The request for a secret. */
export interface SecretRequest {
  /** The vendor refused a signature by the last secret: bypass all caches. */
  readonly forceRefresh: boolean
}

/**
 * Returns a secret when it is needed, from a file or a vault. The secret is cached until a call with `forceRefresh`.
 *
 * @example
 * const sdkSecretKey: SecretProvider = () => vault.read('trtc/sdk-secret-key')
 */
export type SecretProvider = (request: SecretRequest) => string | Promise<string>

/** Whether the secret that was given last has been refused. */
export interface SecretRequest {
  /** True: look for another one, past every cache. */
  readonly reload: boolean
}

/**
 * Gives a secret when it is needed, from a file or a vault. What it gave is held until it is asked to `reload`.
 *
 * @example
 * const sdkSecretKey: SecretProvider = () => vault.read('trtc/sdk-secret-key')
 */
export type SecretProvider = (request: SecretRequest) => string | Promise<string>

/**
 * An error of the vendor's API. Stages and handlers throw it, and the response stage writes it in the format of the interface.
 * The message becomes ErrorInfo or Message: it says which check failed and never holds a secret.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: number | string

  constructor(code: number | string, message: string) {
    super(message)
    this.code = code
  }
}

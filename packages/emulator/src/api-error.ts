/**
 * The vendor's "no": a stage or handler throws it, the answer stage puts it into the envelope of the family. The message
 * becomes ErrorInfo or Message, so it says which check failed and never holds a secret.
 */
export class ApiError extends Error {
  override readonly name = 'Refusal'
  readonly code: number | string

  constructor(code: number | string, message: string) {
    super(message)
    this.code = code
  }
}

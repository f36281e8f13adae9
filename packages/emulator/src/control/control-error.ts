/** An error response of the control API. The message says what is wrong and what to do. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: number

  constructor(status: 400 | 403 | 404 | 405, message: string) {
    super(message)
    this.status = status
  }
}

/** The command line is wrong. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: 'ERR_USAGE' | 'ERR_CREDENTIALS'
  readonly hint: string

  constructor(message: string, hint = '', code: UsageError['code'] = 'ERR_USAGE') {
    super(message)
    this.hint = hint
    this.code = code
  }
}

/** A key is not there. */
export function missingSecret(variables: readonly string[], what: string, hint: string): UsageError {
  return new UsageError(`${what} is missing: set ${variables.join(' or ')}`, hint, 'ERR_CREDENTIALS')
}

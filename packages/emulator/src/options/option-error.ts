/** Why a value was refused. The clients' `InputError` uses the same words. */
export type OptionErrorReason = 'missing' | 'type' | 'range' | 'length' | 'format' | 'unknown-field' | 'conflict'

/**
 * A wrong option of `startEmulator`, or a wrong argument of one of the emulator's methods. Nothing was started or changed.
 *
 * @example
 * try {
 *   await startEmulator({ users: { jack: { does: 'sing' } } })
 * } catch (error) {
 *   if (error instanceof OptionError) console.error(error.field, error.reason) // users.jack.does range
 * }
 */
export class OptionError extends TypeError {
  /** The same as of the clients' `InputError`. */
  readonly code = 'ERR_INPUT'
  /** Path of the option or argument: `port`, `users.jack.does`, `apps[1].sdkAppId`. */
  readonly field: string
  readonly reason: OptionErrorReason
  /** What is wrong, without the name of the field. It never holds a value that could be a key. */
  readonly detail: string

  /** `caller` is the function whose argument is wrong. */
  constructor(caller: string, field: string, reason: OptionErrorReason, detail: string) {
    super(`${caller}: ${field} ${detail}`)
    this.field = field
    this.reason = reason
    this.detail = detail
  }
}

/** The path of a field of an object; the path of the options themselves is empty. */
export function fieldOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

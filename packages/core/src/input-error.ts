/**
 * What is wrong with a field.
 *
 * - `missing`: it is required
 * - `type`: it has another type, or is none of the allowed values
 * - `range`: the number is too small or too large, or not a whole unit
 * - `length`: the text or list is too short or too long
 * - `format`: the text has another form
 * - `unknown-field`: there is no such field
 * - `conflict`: it contradicts another field
 */
export type InputErrorReason = 'missing' | 'type' | 'range' | 'length' | 'format' | 'unknown-field' | 'conflict'

/** Where the field is, when its name alone does not say it. */
export interface InputErrorContext {
  /** The spec's operationId, when the field belongs to the body of an operation. */
  readonly operation?: string | undefined
  /** The other field of a conflict. */
  readonly other?: string | undefined
}

const brand = Symbol.for('trtc-call.input-error')

/**
 * Invalid input: an option, a request or a body. Thrown before anything is sent, so nothing took effect. It never contains
 * a secret. As with Node's own validation errors, its `name` is `TypeError`, and its `code` identifies it.
 *
 * @example
 * catch (error) {
 *   if (isInputError(error)) showBeside(error.field, error.detail) // 'stream.url', 'must be an http, https or rtmp URL'
 * }
 */
export class InputError extends TypeError {
  readonly code = 'ERR_INPUT'
  /** The path of the field, by the caller's name for it: `stream.url`, `callees[1]`, `CallInfo.RoomId`. */
  readonly field: string
  /** All fields concerned: `field`, and for a conflict the other one. */
  readonly fields: readonly string[]
  readonly reason: InputErrorReason
  /** The message without the names of the operation and the field: `must be 1 to 32 bytes, given 40`. */
  readonly detail: string
  /** The spec's operationId, `startCallByRobot`; undefined when the field belongs to no operation. */
  readonly operation: string | undefined

  constructor(field: string, reason: InputErrorReason, detail: string, { operation, other }: InputErrorContext = {}) {
    super(`${operation === undefined ? '' : `${operation}: `}${field} ${detail}`)
    this.field = field
    this.fields = other === undefined ? [field] : [field, other]
    this.reason = reason
    this.detail = detail
    this.operation = operation
    Object.defineProperty(this, brand, { value: true })
  }
}

/**
 * Whether this is an {@link InputError}, even from another installed copy of this library.
 *
 * @example
 * if (isInputError(error) && error.field === 'callees') askForCallees()
 */
export function isInputError(error: unknown): error is InputError {
  return typeof error === 'object' && error !== null && brand in error
}

/**
 * Runs `check` and names the field of an {@link InputError} as the caller does: `StreamUrl` of a request is `stream.url` of
 * `dial`.
 */
export function withFieldNames<Value>(nameOf: (field: string) => string, check: () => Value): Value {
  try {
    return check()
  } catch (error) {
    if (!isInputError(error)) throw error
    const [field = '', other] = error.fields.map(nameOf)
    throw new InputError(field, error.reason, error.detail, { other })
  }
}

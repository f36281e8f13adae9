import { InputError, type InputErrorContext } from './input-error.ts'

/** The type of a value, for a message. The value itself could be a secret. */
function typeName(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

/** The error for a value that is missing or of another type. */
export function wrongType(field: string, what: string, value: unknown, context?: InputErrorContext): InputError {
  return value === undefined
    ? new InputError(field, 'missing', 'is missing', context)
    : new InputError(field, 'type', `must be ${what}, given ${typeName(value)}`, context)
}

/** The limits of a number; both are allowed values. */
export interface NumberLimits {
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** The number must be a multiple of it: 1 for integers, 1000 for milliseconds that are sent as seconds. */
  readonly step?: number | undefined
  /** Says in the message what the number means, in place of the limits. */
  readonly what?: string | undefined
}

/** @throws InputError when it is not a finite number within the limits. */
export function checkNumber(field: string, value: unknown, limits: NumberLimits, context?: InputErrorContext): number {
  const { min, max, step, what = describeLimits(limits) } = limits
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(field, what, value, context)
  if (value >= (min ?? value) && value <= (max ?? value) && (step === undefined || value % step === 0)) return value
  throw new InputError(field, 'range', `must be ${what}, given ${value}`, context)
}

function describeLimits({ min, max, step }: NumberLimits): string {
  const kind = step === undefined ? 'a number' : step === 1 ? 'an integer' : `a multiple of ${step}`
  if (min === undefined) return kind
  return max === undefined ? `${kind} of at least ${min}` : `${kind} from ${min} to ${max}`
}

/** @throws InputError when it is none of the allowed values. */
export function checkOneOf<Value>(
  field: string,
  value: unknown,
  allowed: readonly Value[],
  context?: InputErrorContext,
): Value {
  if (allowed.includes(value as Value)) return value as Value
  if (value === undefined) throw new InputError(field, 'missing', 'is missing', context)
  const given = typeof value === 'number' ? `, given ${value}` : ''
  throw new InputError(
    field,
    'type',
    `must be one of ${allowed.map((each) => JSON.stringify(each)).join(', ')}${given}`,
    context,
  )
}

/** Timers overflow beyond this and would fire at once. */
const maxTimerMs = 2 ** 31 - 1

/** @throws InputError when it is no number of milliseconds that a timer can wait. */
export function checkTimeoutMs(field: string, timeoutMs: unknown): number {
  return checkNumber(field, timeoutMs, { min: 1, max: maxTimerMs })
}

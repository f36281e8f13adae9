import type { Operation } from './operation.ts'
import type { Rule } from './rule.ts'

/** The limits of a number; both are allowed values, and `undefined` means that the vendor documents none. */
export interface NumberRange {
  readonly minimum: number | undefined
  readonly maximum: number | undefined
}

/**
 * The range of a number in an operation's request. A dot separates the names of nested fields.
 *
 * @throws TypeError if the operation has no number of that name.
 * @example
 * rangeOf(callOperations.startCallByRobot, 'Timeout') // { minimum: 10000, maximum: 600000 }
 */
export function rangeOf(operation: Operation, field: string): NumberRange {
  let rule: Rule | undefined = operation.body
  for (const name of field.split('.')) {
    rule = rule?.type === 'object' && Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined
  }
  if (rule?.type !== 'integer' && rule?.type !== 'number') {
    throw new TypeError(`${operation.id} has no number ${field}`)
  }
  return { minimum: rule.minimum, maximum: rule.maximum }
}

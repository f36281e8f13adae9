import type { SchemaValidateFunction } from 'ajv'

interface ErrorParams {
  readonly field?: string
  /** Whether the field is required, but absent. */
  readonly isMissing?: true
}

/** Reports the error of a custom keyword to Ajv, which reads it from the validate function. */
export function reportError(
  validate: SchemaValidateFunction,
  keyword: string,
  message: string,
  params: ErrorParams = {},
): false {
  validate.errors = [{ keyword, message, params }]
  return false
}

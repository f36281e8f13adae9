import type { SchemaValidateFunction } from 'ajv'

/** Says why a keyword of ours is not satisfied, the way Ajv expects to find it. */
export function complain(validate: SchemaValidateFunction, keyword: string, message: string, field?: string): false {
  validate.errors = [{ keyword, message, params: field === undefined ? {} : { field } }]
  return false
}

import type { Schema } from './load.ts'

/** Keywords without a constraint. */
const annotations = ['description', 'examples', 'externalDocs', 'deprecated', 'default', 'x-filled-by-client']
const supported = new Set([
  ...annotations,
  'type',
  'enum',
  'not',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
  'x-max-bytes',
  'x-pattern-means',
  'x-secret',
  'x-room',
  'x-requires',
])
const besideReference = new Set(['$ref', ...annotations])

/**
 * Checks that the generator supports every keyword of a request schema. Otherwise the emulator would enforce a constraint
 * that no client checks.
 *
 * @throws Error if it does not.
 */
export function assertSupported(schema: Schema): void {
  const allowed = schema.$ref === undefined ? supported : besideReference
  const unknown = Object.keys(schema).find((keyword) => !allowed.has(keyword))
  if (unknown !== undefined) {
    const where = schema.$ref === undefined ? '' : ` beside ${schema.$ref}`
    throw new Error(`a request schema cannot have the keyword ${unknown}${where}`)
  }
  if (schema.not !== undefined && (Object.keys(schema.not).length !== 1 || typeof schema.not.const !== 'number')) {
    throw new Error('a request schema can only have a "not" of one number')
  }
}

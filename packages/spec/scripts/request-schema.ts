import type { Schema } from './load.ts'

/** Says nothing of what a body must look like. */
const remarks = ['description', 'examples', 'externalDocs', 'deprecated', 'default', 'x-filled-by-client']
const understood = new Set([
  ...remarks,
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
const besideReference = new Set(['$ref', ...remarks])

/**
 * @throws Error when a request schema has a keyword that no rule comes from: the emulator would hold a body against it,
 * and no client.
 */
export function checkRequestSchema(schema: Schema): void {
  const allowed = schema.$ref === undefined ? understood : besideReference
  const unknown = Object.keys(schema).find((keyword) => !allowed.has(keyword))
  if (unknown !== undefined) {
    const where = schema.$ref === undefined ? '' : ` beside ${schema.$ref}`
    throw new Error(`a request schema may not have the keyword ${unknown}${where}`)
  }
  if (schema.not !== undefined && (Object.keys(schema.not).length !== 1 || typeof schema.not.const !== 'number')) {
    throw new Error('a request schema may only have a "not" of one number')
  }
}

import { findHint } from '@trtc-call/spec/errors'
import type { Result } from '../command.ts'
import { twoColumns } from '../terminal.ts'
import { type ApiOperation, bodySchema, resolved, type Schema, skeletonOf } from './operations.ts'

interface Field {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
}

const effects = {
  safe: 'only reads',
  idempotent: 'repeating it ends in the same state',
  unsafe: 'repeating it does it twice',
}

/** The documentation of an operation, from its OpenAPI document. */
export function explain(operation: ApiOperation): Result {
  const { id, command, described } = operation
  const { summary, description, externalDocs, 'x-effect': effect, 'x-rate-limit': limit } = described
  const fields = fieldsOf(bodySchema(operation), operation, '')
  const errors = errorsOf(operation)
  const rate = `${limit.requests} requests in ${limit.perMs} ms`
  const errorColumn = Math.max(...errors.map(({ code }) => String(code).length)) + 4
  const text = [
    `${id} (${command}): ${summary}`,
    plain(description.trim()),
    `Effect: ${effects[effect]}. Rate limit: ${rate}.${externalDocs === undefined ? '' : `\nSee ${externalDocs.url}`}`,
    `Body:\n${fields.length === 0 ? '  none: {}' : fields.map(formatField).join('\n')}`,
    `Errors:\n${errors.map(({ code, means }) => twoColumns(String(code), means, errorColumn)).join('\n')}`,
    `For example:\n${JSON.stringify(skeletonOf(operation), null, 2)}`,
  ]
  const document = { operationId: id, command, summary, description, effect, rateLimit: limit, fields, errors }
  return { document: { ...document, see: externalDocs?.url }, text: text.join('\n\n') }
}

function fieldsOf(schema: Schema, operation: ApiOperation, prefix: string): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, reference]) => {
    const property = resolved(reference, operation.document)
    if (property['x-filled-by-client']) return []
    const items = property.items && resolved(property.items, operation.document)
    const name = `${prefix}${key}`
    const description = (reference.description ?? property.description ?? '').trim()
    const required = schema.required?.includes(key) ?? false
    const field = { name, type: typeOf(property, items), required, description }
    return [field, ...fieldsOf(items ?? property, operation, `${name}${items === undefined ? '' : '[]'}.`)]
  })
}

function typeOf({ type, enum: values, minimum, maximum }: Schema, items: Schema | undefined): string {
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ')
  const name = Array.isArray(type) ? type.join(' | ') : String(type ?? 'any')
  if (items !== undefined) return `array of ${typeOf(items, undefined)}`
  return minimum === undefined ? name : `${name} ${minimum}${maximum === undefined ? ' or more' : ` to ${maximum}`}`
}

function formatField({ name, type, required, description }: Field): string {
  const head = `  ${name}  ${type}${required ? ', required' : ''}`
  const lines = description === '' ? [] : plain(description).split('\n')
  return [head, ...lines.map((line) => `      ${line.trim()}`.trimEnd())].join('\n')
}

/** Removes the marks of Markdown, except single backticks. */
function plain(markdown: string): string {
  return markdown.replace(/``(.+?)``/g, '`$1`').replace(/\*\*(.+?)\*\*/g, '$1')
}

function errorsOf({ family, described }: ApiOperation) {
  return described['x-errors'].map((code) => ({ code, means: findHint(family, code)?.hint ?? '' }))
}

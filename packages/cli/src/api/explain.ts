import { callHints, trtcHints } from '@trtc-call/spec/hints'
import type { Result } from '../command.ts'
import { beside, wrap } from '../wrap.ts'
import { type ApiOperation, bodySchema, resolved, type Schema, skeletonOf } from './operations.ts'

interface Field {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
}

const effects = {
  safe: 'it only reads',
  idempotent: 'sending it twice ends in the same state',
  unsafe: 'sending it twice does it twice',
}

/** The documentation of an operation, in lines of at most so many columns, and as a document. */
export function explain(operation: ApiOperation, width: number): Result {
  const { id, command, described } = operation
  const { summary, description, externalDocs, 'x-effect': effect, 'x-rate-limit': limit } = described
  const fields = fieldsOf(bodySchema(operation), operation, '')
  const errors = errorsOf(operation)
  const rate = `at most ${limit.requests} requests in ${limit.perMs} ms`
  const repeating = wrap(`Repeating: ${effects[effect]}. Rate: ${rate}.`, width)
  const text = [
    wrap(`${id} (${command}): ${summary}`, width),
    wrap(plain(description.trim()), width),
    `${repeating}${externalDocs === undefined ? '' : `\nSee ${externalDocs.url}`}`,
    `Body:\n${fields.length === 0 ? '  none: {}' : fields.map((field) => fieldLines(field, width)).join('\n')}`,
    `Errors:\n${errorLines(errors, width)}`,
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
    const field = {
      name,
      type: typeOf(property, items),
      required: schema.required?.includes(key) ?? false,
      description,
    }
    return [field, ...fieldsOf(items ?? property, operation, `${name}${items === undefined ? '' : '[]'}.`)]
  })
}

function typeOf({ type, enum: values, minimum, maximum }: Schema, items: Schema | undefined): string {
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ')
  const name = Array.isArray(type) ? type.join(' | ') : String(type ?? 'any')
  if (items !== undefined) return `array of ${typeOf(items, undefined)}`
  return minimum === undefined ? name : `${name} ${minimum}${maximum === undefined ? ' or more' : ` to ${maximum}`}`
}

function fieldLines({ name, type, required, description }: Field, width: number): string {
  const kind = `${type}${required ? ', required' : ''}`
  const line = `  ${name}  ${kind}`
  const head = line.length > width ? beside(`  ${name}`, kind, 6, width) : line
  if (description === '') return head
  const margin = ' '.repeat(6)
  const about = wrap(plain(description.replace(/\s*\n\s*/g, ' ')), width - margin.length)
  return [head, ...about.split('\n').map((line) => margin + line)].join('\n')
}

function errorLines(errors: ReturnType<typeof errorsOf>, width: number): string {
  const longest = Math.max(...errors.map(({ code }) => String(code).length))
  const column = Math.min(longest + 4, Math.floor(width * 0.4))
  return errors.map(({ code, means }) => beside(`  ${code}`, means, column, width)).join('\n')
}

/** Without the marks of Markdown, but for single backticks, which quote in any text. */
function plain(markdown: string): string {
  return markdown.replace(/``(.+?)``/g, '`$1`').replace(/\*\*(.+?)\*\*/g, '$1')
}

function errorsOf({ family, described }: ApiOperation) {
  const hints = family === 'call' ? callHints : trtcHints
  return described['x-errors'].map((code) => ({ code, means: hints[code]?.hint ?? '' }))
}

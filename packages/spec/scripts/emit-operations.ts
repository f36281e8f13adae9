import { assertSupported } from './assert-supported.ts'
import { banner, interfaces, key, literal } from './format.ts'
import type { Document, Family, Schema, SpecOperation } from './load.ts'
import { refName, schemaNamed } from './load.ts'
import { responseSecrets } from './response-secrets.ts'

/** Emits each named schema once, before its first use, so that operations share rules. */
class RuleEmitter {
  readonly declarations: string[] = []
  readonly #document: Document
  readonly #declared = new Set<string>()

  constructor(document: Document) {
    this.#document = document
  }

  /** Returns an expression for the schema: the name of a declared constant, or an object literal. */
  emit(schema: Schema): string {
    assertSupported(schema)
    const name = refName(schema)
    if (name === undefined) return this.#inline(schema)
    if (!this.#declared.has(name)) {
      this.#declared.add(name)
      const rule = this.#inline(schemaNamed(this.#document, name))
      this.declarations.push(`const ${name}: Rule = ${rule}\n`)
    }
    return name
  }

  #inline(schema: Schema): string {
    assertSupported(schema)
    switch (schema.type) {
      case 'object':
        return this.#object(schema)
      case 'array':
        return `{ type: 'array', items: ${this.emit(schema.items ?? {})}${numbers(schema, 'minItems', 'maxItems')} }`
      case 'string':
        return literal(stringRule(schema))
      case 'integer':
      case 'number':
        return literal(numberRule(schema))
      case 'boolean':
        return `{ type: 'boolean' }`
      default:
        throw new Error(`a request schema cannot have the type ${String(schema.type)}`)
    }
  }

  #object(schema: Schema): string {
    if (schema.additionalProperties === true) return `{ type: 'map' }`
    if (schema.additionalProperties !== false) throw new Error('a request schema must be closed')
    const properties = Object.entries(schema.properties ?? {}).map(
      ([name, property]) => `    ${key(name)}: ${this.emit(property)},`,
    )
    const parts = [
      `  type: 'object',`,
      properties.length === 0 ? '  properties: {},' : `  properties: {\n${properties.join('\n')}\n  },`,
    ]
    const required = (schema.required ?? []).filter((name) => !schema.properties?.[name]?.['x-filled-by-client'])
    if (required.length > 0) parts.push(`  required: ${literal(required)},`)
    if (schema['x-room'] !== undefined) parts.push(`  room: '${schema['x-room']}',`)
    if (schema['x-requires'] !== undefined) parts.push(`  requires: ${literal(schema['x-requires'])},`)
    return `{\n${parts.join('\n')}\n}`
  }
}

function numbers(schema: Schema, ...names: readonly ('minItems' | 'maxItems')[]): string {
  return names.flatMap((name) => (schema[name] === undefined ? [] : [`, ${name}: ${schema[name]}`])).join('')
}

function stringRule(schema: Schema): object {
  return {
    type: 'string',
    minLength: schema.minLength,
    maxLength: schema.maxLength,
    maxBytes: schema['x-max-bytes'],
    pattern: schema.pattern,
    means: schema['x-pattern-means'],
    enum: schema.enum,
    secret: schema['x-secret'],
  }
}

function numberRule(schema: Schema): object {
  const { type, minimum, maximum } = schema
  return { type, minimum, maximum, enum: schema.enum, not: schema.not?.const }
}

/** The names of a response's top-level string fields, except the RequestId that every response has; undefined if none. */
function responseStrings(document: Document, { responseName }: SpecOperation): readonly string[] | undefined {
  if (responseName === undefined) return undefined
  const names = Object.entries(schemaNamed(document, responseName).properties ?? {})
    .filter(([name, schema]) => name !== 'RequestId' && isString(document, schema))
    .map(([name]) => name)
  return names.length === 0 ? undefined : names
}

function isString(document: Document, schema: Schema): boolean {
  const name = refName(schema)
  return (name === undefined ? schema : schemaNamed(document, name)).type === 'string'
}

/** A line of the row, unless the operation lacks the value. */
function optional(name: string, value: unknown): string {
  return value === undefined ? '' : `    ${name}: ${literal(value)},\n`
}

/** Emits the operation table: what the runtime needs of each command, and the rules of its request. */
export function emitOperationTable(family: Family, document: Document, operations: readonly SpecOperation[]): string {
  const rules = new RuleEmitter(document)
  const rows = operations.map((operation) => {
    const { raw } = operation
    const strings = responseStrings(document, operation)
    const body = rules.emit({ $ref: `#/components/schemas/${operation.typeName}Request` })
    return `  ${operation.id}: {
    id: '${operation.id}',
    family: '${family}',
    command: '${operation.command}',
    path: '${operation.path}',
    effect: '${raw['x-effect']}',
    rateLimit: ${literal(raw['x-rate-limit'])},
${optional('idempotentSuccessCodes', raw['x-idempotent-success-codes'])}${optional('responseStrings', strings)}    body: ${body},
${optional('response', responseSecrets(document, operation))}  },`
  })
  return `${banner}
import type { Operation } from '../operation.ts'
import type { Rule } from '../rule.ts'

${rules.declarations.join('\n')}
/** Every operation of ${interfaces[family]}: its path, its effect, its rate limit and the rule of its body. */
export const ${family}Operations = {
${rows.join('\n')}
} as const satisfies Readonly<Record<string, Operation>>
`
}

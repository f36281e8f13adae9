import type { Document, Family, Schema, SpecOperation } from './load.ts'
import { refName, schemaNamed } from './load.ts'
import { responseSecrets } from './reply-secrets.ts'
import { checkRequestSchema } from './request-schema.ts'
import { banner, interfaces, key, literal } from './text.ts'

/** Emits each named schema once, before its first use, so that operations share rows. */
class RuleEmitter {
  readonly declarations: string[] = []
  readonly #document: Document
  readonly #declared = new Set<string>()

  constructor(document: Document) {
    this.#document = document
  }

  /** An expression for this schema: the name of a declared constant, or an object literal. */
  emit(schema: Schema): string {
    checkRequestSchema(schema)
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
    checkRequestSchema(schema)
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
        throw new Error(`a request schema may not have the type ${String(schema.type)}`)
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

/** The names of the text fields at the top of a reply, beside the RequestId that every reply has. */
function replyTexts(document: Document, { responseName }: SpecOperation): readonly string[] {
  if (responseName === undefined) return []
  return Object.entries(schemaNamed(document, responseName).properties ?? {})
    .filter(([name, schema]) => name !== 'RequestId' && textSchema(document, schema))
    .map(([name]) => name)
}

function textSchema(document: Document, schema: Schema): boolean {
  const name = refName(schema)
  return (name === undefined ? schema : schemaNamed(document, name)).type === 'string'
}

/** The operation table: what the runtime has to know about each command, and the rules of its request. */
export function emitOperationTable(family: Family, document: Document, operations: readonly SpecOperation[]): string {
  const rules = new RuleEmitter(document)
  const rows = operations.map((operation) => {
    const { raw } = operation
    const texts = replyTexts(document, operation)
    const reply = responseSecrets(document, operation)
    const body = rules.emit({ $ref: `#/components/schemas/${operation.typeName}Request` })
    return `  ${operation.id}: {
    id: '${operation.id}',
    family: '${family}',
    command: '${operation.command}',
    path: '${operation.path}',
    effect: '${raw['x-effect']}',
    rateLimit: ${literal(raw['x-rate-limit'])},
    settledBy: ${literal(raw['x-settled-by'] ?? [])},
${texts.length === 0 ? '' : `    replyTexts: ${literal(texts)},\n`}    body: ${body},
${reply === undefined ? '' : `    reply: ${literal(reply)},\n`}  },`
  })
  return `${banner}
import type { Operation } from '../operation.ts'
import type { Rule } from '../rule.ts'

${rules.declarations.join('\n')}
/** Every operation of ${interfaces[family]}: where it goes, what repeating it does, and the rule for its body. */
export const ${family}Operations = {
${rows.join('\n')}
} as const satisfies Readonly<Record<string, Operation>>
`
}

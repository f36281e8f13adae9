import { banner, docComment, key, literal } from './format.ts'
import type { Document, Family, Requirement, Schema, SpecOperation } from './load.ts'
import { refName, schemaNamed } from './load.ts'

/** Returns the limits of a field for its TSDoc, because types cannot express them. */
function limits(schema: Schema): string {
  const parts: string[] = []
  if (schema['x-max-bytes'] !== undefined) parts.push(`at most ${schema['x-max-bytes']} bytes in UTF-8`)
  if (schema.maxLength !== undefined) parts.push(`at most ${schema.maxLength} characters`)
  if (schema.minItems !== undefined) parts.push(`at least ${schema.minItems}`)
  if (schema.maxItems !== undefined) parts.push(`at most ${schema.maxItems}`)
  if (schema.minimum !== undefined || schema.maximum !== undefined) {
    parts.push(`${schema.minimum ?? 'no minimum'}…${schema.maximum ?? 'no maximum'}`)
  }
  if (schema.not?.const !== undefined) parts.push(`not ${schema.not.const}`)
  if (schema['x-pattern-means'] !== undefined) parts.push(schema['x-pattern-means'])
  const text = parts.length === 0 ? '' : `Limits: ${parts.join('; ')}.`
  return schema.default === undefined ? text : `${text} Default ${JSON.stringify(schema.default)}.`.trim()
}

class RequestTypeEmitter {
  readonly declarations: string[] = []
  readonly #document: Document
  readonly #declared = new Set<string>()

  constructor(document: Document) {
    this.#document = document
  }

  declare(name: string): void {
    if (this.#declared.has(name)) return
    this.#declared.add(name)
    const schema = schemaNamed(this.#document, name)
    const type = this.#type(schema, '')
    this.declarations.push(`${docComment([schema.description ?? ''])}export type ${name} = ${type}\n`)
  }

  #type(schema: Schema, indent: string): string {
    const name = refName(schema)
    if (name !== undefined) {
      const target = schemaNamed(this.#document, name)
      // A named scalar is inlined: `string` is clearer than `UserId` in an editor's hint.
      if (target.type !== 'object') return this.#type(target, indent)
      this.declare(name)
      return name
    }
    if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ')
    switch (schema.type) {
      case 'object':
        return schema.additionalProperties === true ? 'Readonly<Record<string, unknown>>' : this.#object(schema, indent)
      case 'array':
        return `readonly ${this.#element(schema.items ?? {}, indent)}[]`
      case 'integer':
        return 'number'
      default:
        return String(schema.type)
    }
  }

  #element(items: Schema, indent: string): string {
    const type = this.#type(items, indent)
    return type.includes(' ') ? `(${type})` : type
  }

  #object(schema: Schema, indent: string): string {
    const inVariants = new Set((schema['x-requires'] ?? []).flatMap(({ field, needs }) => [field, needs]))
    if (schema['x-room'] === 'call') for (const name of ['RoomId', 'RoomIdType']) inVariants.add(name)
    const properties = Object.entries(schema.properties ?? {})
    const fixed = properties
      .filter(([name]) => !inVariants.has(name))
      .map(([name]) => this.#property(schema, name, indent))
    const variants = [...this.#roomVariants(schema, indent), ...this.#requirementVariants(schema, indent)]
    if (fixed.length === 0 && variants.length === 0) return 'Readonly<Record<string, never>>'
    return [`{\n${fixed.join('')}${indent}}`, ...variants].join(' & ')
  }

  #property(schema: Schema, name: string, indent: string, type?: string): string {
    const property = schema.properties?.[name] ?? {}
    const target = refName(property)
    const resolved = target === undefined ? property : { ...schemaNamed(this.#document, target), ...property }
    const optional = !schema.required?.includes(name) || property['x-filled-by-client'] === true
    const inner = `${indent}  `
    const comment = docComment(
      [property.description ?? resolved.description ?? '', limits(resolved), property.deprecated ? '@deprecated' : '']
        .filter((line) => line !== '')
        .map((line) => line.trim()),
      inner,
    )
    // `| undefined` lets callers pass an option through; JSON omits such a key.
    const written = type ?? this.#type(property, inner)
    return `${comment}${inner}readonly ${key(name)}${optional ? '?' : ''}: ${written}${optional ? ' | undefined' : ''}\n`
  }

  /** Returns a union of three forms: no room, an int room, a string room. */
  #roomVariants(schema: Schema, indent: string): string[] {
    if (schema['x-room'] !== 'call') return []
    const required = { ...schema, required: ['RoomId', 'RoomIdType'] }
    const form = (type: string) =>
      `{\n${this.#property(required, 'RoomId', indent)}${this.#property(required, 'RoomIdType', indent, type)}${indent}}`
    const none = `{ readonly RoomId?: undefined; readonly RoomIdType?: undefined }`
    return [`(${[none, form('1'), form('2')].join(' | ')})`]
  }

  #requirementVariants(schema: Schema, indent: string): string[] {
    return (schema['x-requires'] ?? []).map((requirement: Requirement) => {
      const { field, needs, equals } = requirement
      const both = { ...schema, required: [field, needs] }
      const without = `{\n${this.#property(schema, needs, indent)}${indent}  readonly ${key(field)}?: undefined\n${indent}}`
      const literalType = equals === undefined ? undefined : literal(equals)
      const together = this.#property(both, needs, indent, literalType) + this.#property(both, field, indent)
      return `(${without} | {\n${together}${indent}})`
    })
  }
}

/** Emits a closed type for each request, and the type of each result. */
export function emitRequestTypes(family: Family, document: Document, operations: readonly SpecOperation[]): string {
  const emitter = new RequestTypeEmitter(document)
  for (const operation of operations) emitter.declare(`${operation.typeName}Request`)
  const results = operations.map(({ typeName, responseName, command }) => {
    const data = responseName === undefined ? '' : `components['schemas']['${responseName}'] & `
    return `/** The result of \`${command}\`. */\nexport type ${typeName}Result = ${data}ResponseMetadata\n`
  })
  return `${banner}
import type { ResponseMetadata } from '../response.ts'
import type { components } from './${family}-wire.ts'

${emitter.declarations.join('\n')}
${results.join('\n')}`
}

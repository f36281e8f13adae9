/** A bundled OpenAPI document, or a part of one. */
export type Json = Readonly<Record<string, unknown>>

/** The schema keywords of a field that a program can notice. */
export type Facts = Readonly<Record<string, unknown>>

/** An operation, field by field. The key of the operation itself is the empty string. */
export interface FlatOperation {
  /** Whether the caller writes the field. Bodies of callbacks are read, like responses. */
  readonly kind: 'operation' | 'webhook'
  readonly facts: Facts
  readonly sent: ReadonlyMap<string, Facts>
  readonly received: ReadonlyMap<string, Facts>
}

const keywords = [
  ...['type', 'enum', 'const', 'format', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems'],
  ...['maxItems', 'default', 'deprecated', 'x-max-bytes', 'x-requires', 'x-room', 'x-secret', 'x-filled-by-client'],
]
const operationKeywords = ['deprecated', 'x-effect', 'x-rate-limit', 'x-errors', 'x-idempotent-success-codes']

/** Converts a document to operations by operationId, with all references resolved and every `allOf` merged. */
export function flattenDocument(document: Json): ReadonlyMap<string, FlatOperation> {
  const operations = new Map<string, FlatOperation>()
  for (const [section, kind] of [['paths', 'operation'] as const, ['webhooks', 'webhook'] as const]) {
    for (const item of Object.values((document[section] ?? {}) as Json)) {
      for (const operation of Object.values(item as Json) as Json[]) {
        if (typeof operation.operationId !== 'string') continue
        operations.set(operation.operationId, flattenOperation(document, kind, operation))
      }
    }
  }
  return operations
}

function flattenOperation(document: Json, kind: FlatOperation['kind'], operation: Json): FlatOperation {
  const body = new Map<string, Facts>()
  const reply = new Map<string, Facts>()
  walk(document, contentSchema(document, operation.requestBody), '', false, body, [])
  for (const response of Object.values((operation.responses ?? {}) as Json)) {
    walk(document, contentSchema(document, response), '', false, reply, [])
  }
  const parameters = new Map<string, Facts>()
  for (const parameter of (operation.parameters ?? []) as Json[]) {
    const { in: place, name, required, schema } = follow(document, parameter)
    walk(document, schema, `${place} ${name}`, required === true, parameters, [])
  }
  const facts = pick(operation, operationKeywords)
  if (kind === 'webhook') return { kind, facts, sent: reply, received: new Map([...parameters, ...body]) }
  return { kind, facts, sent: new Map([...parameters, ...body]), received: reply }
}

function contentSchema(document: Json, message: unknown): unknown {
  if (message === undefined) return undefined
  const content = (follow(document, message as Json).content ?? {}) as Json
  return (Object.values(content)[0] as Json | undefined)?.schema
}

/** Collects the keywords at `path` and below. A recursive schema is followed once. */
function walk(
  document: Json,
  schema: unknown,
  path: string,
  required: boolean,
  into: Map<string, Facts>,
  above: readonly unknown[],
): void {
  if (typeof schema !== 'object' || schema === null) return
  const own = follow(document, schema as Json)
  if (above.includes(own)) return
  const below = [...above, own]
  if (path !== '') into.set(path, { ...into.get(path), ...pick(own, keywords), ...(required && { required }) })
  for (const part of (own.allOf ?? []) as Json[]) walk(document, part, path, required, into, below)
  const names = (own.required ?? []) as readonly string[]
  for (const [name, property] of Object.entries((own.properties ?? {}) as Json)) {
    walk(document, property, path === '' ? name : `${path}.${name}`, names.includes(name), into, below)
  }
  walk(document, own.items, `${path}[]`, false, into, below)
  walk(document, own.additionalProperties, `${path}.*`, false, into, below)
}

/** Keywords beside a reference override those of its target, as in OpenAPI 3.1. */
function follow(document: Json, value: Json): Json {
  if (typeof value.$ref !== 'string') return value
  const steps = value.$ref.replace('#/', '').split('/')
  const target = steps.reduce<unknown>((node, step) => (node as Json | undefined)?.[step], document)
  if (target === undefined) throw new Error(`${value.$ref} is not in the document; bundle it first.`)
  const { $ref, ...beside } = value
  return Object.keys(beside).length === 0
    ? follow(document, target as Json)
    : { ...follow(document, target as Json), ...beside }
}

function pick(from: Json, names: readonly string[]): Facts {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]))
}

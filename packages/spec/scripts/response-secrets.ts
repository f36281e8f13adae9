import { type Document, refName, type Schema, type SpecOperation, schemaNamed } from './load.ts'

/** Returns a rule with only the paths to the response fields marked `x-secret`; undefined if there are none. */
export function responseSecrets(document: Document, { responseName }: SpecOperation): object | undefined {
  return responseName === undefined ? undefined : secretsOf(document, schemaNamed(document, responseName), [])
}

function secretsOf(document: Document, schema: Schema, within: readonly string[]): object | undefined {
  const name = refName(schema)
  if (name !== undefined) {
    return within.includes(name) ? undefined : secretsOf(document, schemaNamed(document, name), [...within, name])
  }
  if (schema['x-secret'] === true) return { type: 'string', secret: true }
  if (schema.items !== undefined) {
    const items = secretsOf(document, schema.items, within)
    return items && { type: 'array', items }
  }
  const properties = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const rule = secretsOf(document, property, within)
    return rule === undefined ? [] : [[key, rule] as const]
  })
  return properties.length === 0 ? undefined : { type: 'object', properties: Object.fromEntries(properties) }
}

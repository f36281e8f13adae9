import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Node {
  readonly [key: string]: unknown
}

/** A schema of a document with its examples. */
interface Place {
  readonly where: string
  readonly schema: Node
  readonly examples: readonly { readonly name: string; readonly value: unknown }[]
}

const ajv = validator()
const checks = new WeakMap<Node, ValidateFunction>()
const names = ['call', 'trtc'] as const
const documents = Object.fromEntries(names.map((name) => [name, load(name)])) as Record<(typeof names)[number], Node>

describe.each(names)('%s', (name) => {
  const document = documents[name]
  const places = [...bodies(document), ...components(document)]

  test('every schema compiles', () => {
    for (const schema of Object.keys(at(document, 'components', 'schemas'))) {
      expect(() => problems(document, { $ref: `#/components/schemas/${schema}` }, {})).not.toThrow()
    }
  })

  test('the document has examples', () => {
    expect(places.flatMap((place) => place.examples).length).toBeGreaterThan(40)
  })

  test.each(places.filter((place) => place.examples.length > 0))('examples match: $where', ({ schema, examples }) => {
    for (const example of examples)
      expect([example.name, problems(document, schema, example.value)]).toEqual([example.name, []])
  })

  test.each(bodies(document))('has an example: $where', ({ examples }) => {
    expect(examples.length).toBeGreaterThan(0)
  })

  test.each(requests(document))('rejects unknown fields: $where', ({ schema, examples }) => {
    for (const example of examples) {
      const odd = { ...(example.value as Node), Unknown: 1 }
      expect(problems(document, schema, odd)).toContain('must NOT have additional properties')
    }
  })
})

test('the sample of the guide is an example', () => {
  const path = '/v4/call_engine_http_srv/start_call_by_robot'
  expect(
    at(documents.call, 'paths', path, 'post', 'requestBody', 'content', 'application/json', 'examples'),
  ).toHaveProperty('guide')
})

describe('the checker reports', () => {
  const start = requests(documents.trtc).find((place) => place.where.includes('StartStreamIngest'))
  const good = start?.examples.find((example) => example.name === 'looping')?.value as Node
  const check = (change: Node) => problems(documents.trtc, start?.schema ?? {}, { ...good, ...change })

  test('nothing about a valid body', () => {
    expect(good).toHaveProperty('RoomId')
    expect(check({})).toEqual([])
  })

  test.each([
    ['a wrong type', { RoomId: 42 }, 'must be string'],
    ['a missing field', { StreamUrl: undefined }, "must have required property 'StreamUrl'"],
    ['a value outside the enumeration', { RoomIdType: 2 }, 'must be equal to one of the allowed values'],
    ['a forbidden value', { RepeatNum: 0, MaxDuration: undefined }, 'must NOT be valid'],
    ['too many bytes', { UserId: 'é'.repeat(17) }, 'must pass "x-max-bytes" keyword validation'],
    ['a field without the one it needs', { RepeatNum: 3 }, 'must pass "x-requires" keyword validation'],
  ])('%s', (_, change, message) => {
    expect(check(change)).toContain(message)
  })
})

function load(name: string): Node {
  return parse(readFileSync(new URL(`../openapi/${name}.yaml`, import.meta.url), 'utf8')) as Node
}

/** Returns Ajv's messages about a value. References in the schema point into the document. */
function problems(document: Node, schema: Node, value: unknown): string[] {
  const check = checks.get(schema) ?? ajv.compile({ ...schema, components: document.components })
  checks.set(schema, check)
  check(JSON.parse(JSON.stringify(value)))
  return (check.errors ?? []).map((error) => error.message ?? error.keyword)
}

/** Ajv with the two extensions that constrain a value further than JSON Schema can. */
function validator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addKeyword({
    keyword: 'x-max-bytes',
    type: 'string',
    validate: (limit: number, text: string) => Buffer.byteLength(text) <= limit,
  })
  ajv.addKeyword({
    keyword: 'x-requires',
    type: 'object',
    validate: (requirements: { field: string; needs: string; equals?: unknown }[], body: Node) =>
      requirements.every(
        ({ field, needs, equals }) =>
          body[field] === undefined || (body[needs] !== undefined && (equals === undefined || body[needs] === equals)),
      ),
  })
  return ajv
}

/** All request and response bodies, of operations and of webhooks. */
function bodies(document: Node): Place[] {
  return operations(document).flatMap(([where, operation]) => [
    ...contents(`${where} request`, operation.requestBody),
    ...Object.entries((operation.responses ?? {}) as Node).flatMap(([status, response]) =>
      contents(`${where} ${status}`, response),
    ),
  ])
}

/** The bodies that our clients send, without webhooks. */
function requests(document: Node): Place[] {
  return bodies({ ...document, webhooks: {} }).filter((place) => place.where.endsWith(' request'))
}

/** The schemas of all components, at any depth, with their own `examples`. */
function components(document: Node): Place[] {
  const { schemas, parameters } = document.components as { schemas: Node; parameters?: Node }
  return [...schemasIn(schemas, 'schemas'), ...schemasIn(parameters ?? {}, 'parameters')]
}

function schemasIn(value: unknown, where: string): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const node = value as Node
  const own = Array.isArray(node.examples)
    ? [
        {
          where,
          schema: node,
          examples: node.examples.map((example, index) => ({ name: `#${index}`, value: example as unknown })),
        },
      ]
    : []
  const below = Object.entries(node).filter(([key]) => key !== 'examples')
  return [...own, ...below.flatMap(([key, child]) => schemasIn(child, `${where}.${key}`))]
}

function operations(document: Node): [where: string, operation: Node][] {
  return [document.paths, document.webhooks].flatMap((group) =>
    Object.entries((group ?? {}) as Node).flatMap(([path, item]) =>
      Object.entries(item as Node)
        .filter(([method]) => method === 'post')
        .map(([, operation]): [string, Node] => [path, operation as Node]),
    ),
  )
}

function contents(where: string, body: unknown): Place[] {
  const content = (
    body as { content?: Record<string, { schema: Node; examples?: Record<string, { value: unknown }> }> } | undefined
  )?.content
  return Object.values(content ?? {}).map(({ schema, examples }) => ({
    where,
    schema,
    examples: Object.entries(examples ?? {}).map(([name, { value }]) => ({ name, value })),
  }))
}

function at(node: Node, ...keys: string[]): Node {
  return keys.reduce((inner, key) => inner[key] as Node, node)
}

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emitMethods } from '../scripts/emit-methods.ts'
import { emitOperationTable } from '../scripts/emit-operations.ts'
import { emitRequestTypes } from '../scripts/emit-requests.ts'
import { type Document, type Family, loadDocument, operationsOf, type Schema } from '../scripts/load.ts'
import { CallMethods, callOperations, TrtcMethods, trtcOperations } from '../src/index.ts'

const packageRoot = fileURLToPath(new URL('..', import.meta.url))
let copy = ''

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'spec-'))
  for (const folder of ['scripts', 'openapi', 'errors', 'src']) {
    cpSync(join(packageRoot, folder), join(copy, folder), { recursive: true })
  }
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(packageRoot, 'node_modules'), join(copy, 'node_modules'), 'junction')
})

afterAll(() => {
  rmSync(copy, { recursive: true, force: true })
})

function generate(root: string, ...options: readonly string[]) {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.ts', ...options], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, stderr }
}

/** Changes one file of the copy. */
function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(join(copy, path), 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(join(copy, path), after)
}

test('the committed files match the documents', () => {
  expect(generate(packageRoot, '--check')).toMatchObject({ status: 0 })
})

test('stale output is detected, listed and regenerated', () => {
  edit('openapi/call.yaml', (text) => text.replace('maximum: 600000', 'maximum: 600001'))
  edit('openapi/trtc.yaml', (text) => text.replace('x-effect: unsafe', 'x-effect: idempotent'))
  edit('errors/call.yaml', (text) => text.replace('retry: backoff', 'retry: never'))
  edit('src/generated/trtc-methods.ts', (text) => `${text}// edited by hand\n`)
  writeFileSync(join(copy, 'src/generated/left-over.ts'), '')
  const stale = generate(copy, '--check')
  expect(stale).toMatchObject({ status: 1, stderr: expect.stringMatching(/^src\/generated is stale: /) })
  for (const name of ['call.json', 'call-operations.ts', 'trtc-operations.ts', 'call-errors.ts', 'trtc-methods.ts']) {
    expect(stale.stderr).toContain(name)
  }
  expect(stale.stderr).toContain('left-over.ts')
  expect(stale.stderr).not.toContain('trtc-errors.ts')
  expect(readFileSync(join(copy, 'src/generated/trtc-methods.ts'), 'utf8')).toContain('edited by hand')
  expect(generate(copy)).toMatchObject({ status: 0, stderr: expect.stringMatching(/^wrote /) })
  expect(generate(copy, '--check')).toMatchObject({ status: 0 })
  expect(existsSync(join(copy, 'src/generated/left-over.ts'))).toBe(false)
})

const families = [
  ['call', callOperations, CallMethods],
  ['trtc', trtcOperations, TrtcMethods],
] as const

test.each(families)('every operation of %s has a row and a method', async (family, table, methods) => {
  const ids = operationsOf(family, await loadDocument(family)).map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(Object.keys(table)).toEqual(ids)
  for (const id of ids) expect(methods.prototype).toHaveProperty(id, expect.any(Function))
})

test.each(families)('generating %s twice gives the same text', async (family) => {
  expect(await emitted(family)).toEqual(await emitted(family))
})

async function emitted(family: Family): Promise<string[]> {
  const document = await loadDocument(family)
  const operations = operationsOf(family, document)
  return [
    emitOperationTable(family, document, operations),
    emitRequestTypes(family, document, operations),
    emitMethods(family, operations),
  ]
}

/** The document with this property instead of StopStreamIngest's TaskId. */
async function withProperty(property: object): Promise<Document> {
  const document = await loadDocument('trtc')
  const request = document.components.schemas.StopStreamIngestRequest as Schema
  const changed = { ...request, properties: { ...request.properties, TaskId: property as Schema } }
  const schemas = { ...document.components.schemas, StopStreamIngestRequest: changed }
  return { ...document, components: { schemas } }
}

const unsupported: readonly (readonly [string, object])[] = [
  ['two types', { type: ['string', 'null'] }],
  ['no type', { description: 'anything' }],
  ['an open object', { type: 'object', properties: {} }],
  ['a missing schema', { $ref: '#/components/schemas/Nothing' }],
  ['a choice of schemas', { type: 'string', oneOf: [{ minLength: 1 }, { maxLength: 2 }] }],
  ['an exclusive limit', { type: 'integer', exclusiveMinimum: 0 }],
  ['a step', { type: 'integer', multipleOf: 5 }],
  ['different items', { type: 'array', items: { type: 'string' }, uniqueItems: true }],
  ['a format', { type: 'string', format: 'uri' }],
  ['a constant', { type: 'string', const: 'x' }],
  ['a limit beside a reference', { $ref: '#/components/schemas/TaskId', maxLength: 5 }],
  ['another extension', { type: 'string', 'x-min-bytes': 5 }],
]

test.each(unsupported)(
  'a request schema with %s is rejected, because no client would check it',
  async (_, property) => {
    const document = await withProperty(property)
    expect(() => emitOperationTable('trtc', document, operationsOf('trtc', document))).toThrow(
      /request schema|does not exist/,
    )
  },
)

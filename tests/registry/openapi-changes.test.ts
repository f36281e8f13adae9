import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { changesSection, insertSection } from '../../scripts/release/openapi/changes-section.ts'
import { type Change, compareDocuments } from '../../scripts/release/openapi/compare-documents.ts'
import type { Json } from '../../scripts/release/openapi/flatten-document.ts'

// biome-ignore lint/suspicious/noExplicitAny: the tests reach deep into a document to change it.
type Editable = any

async function documentOf(family: 'call' | 'trtc'): Promise<Editable> {
  const url = new URL(`../../packages/spec/src/generated/${family}.json`, import.meta.url)
  return JSON.parse(await readFile(url, 'utf8'))
}

/** The reported changes for one edit of the Call document. */
async function changesBy(edit: (document: Editable) => void): Promise<readonly Change[]> {
  const before = await documentOf('call')
  const after = structuredClone(before)
  edit(after)
  return compareDocuments(before as Json, after as Json)
}

const start = '/v4/call_engine_http_srv/start_call_by_robot'
const request = (document: Editable) => document.components.schemas.StartCallByRobotRequest

test.each(['call', 'trtc'] as const)('%s has no changes compared with itself', async (family) => {
  expect(compareDocuments(await documentOf(family), await documentOf(family))).toEqual([])
})

describe('a change of the Call document', () => {
  test('to descriptions only is not listed', async () => {
    expect(
      await changesBy((document) => Object.assign(document.paths[start].post, { description: 'Other words' })),
    ).toEqual([])
  })

  test('that removes an operation is breaking, one that adds it is not', async () => {
    const taken = await changesBy((document) => delete document.paths[start])
    expect(taken).toEqual([{ operation: 'startCallByRobot', what: 'operation removed', breaks: true }])
    const [before, after] = [await documentOf('call'), await documentOf('call')]
    delete before.paths[start]
    expect(compareDocuments(before, after)).toEqual([
      { operation: 'startCallByRobot', what: 'operation added', breaks: false },
    ])
  })

  test('that requires a field is breaking', async () => {
    const changes = await changesBy((document) => {
      request(document).properties.Purpose = { type: 'string' }
      request(document).required.push('Purpose')
    })
    expect(changes).toEqual([
      { operation: 'startCallByRobot', field: 'Purpose', what: 'added, required', breaks: true },
    ])
  })

  test('that adds an optional field is not', async () => {
    const changes = await changesBy((document) =>
      Object.assign(request(document).properties, { Purpose: { type: 'string' } }),
    )
    expect(changes).toEqual([{ operation: 'startCallByRobot', field: 'Purpose', what: 'added', breaks: false }])
  })

  test.each([
    [50, true],
    [2000, false],
  ])('that moves a limit of %i bytes', async (bytes, breaks) => {
    const changes = await changesBy((document) =>
      Object.assign(request(document).properties.UserData, { 'x-max-bytes': bytes }),
    )
    expect(changes).toEqual([
      { operation: 'startCallByRobot', field: 'UserData', what: `x-max-bytes: 1000 → ${bytes}`, breaks },
    ])
  })

  test('that removes a response field is breaking, at any depth', async () => {
    const changes = await changesBy((document) => delete document.components.schemas.Envelope.properties.ErrorInfo)
    expect(changes.length).toBeGreaterThan(5)
    expect(changes).toContainEqual({
      operation: 'endCall',
      field: 'ErrorInfo (received)',
      what: 'removed',
      breaks: true,
    })
    expect(changes.every(({ breaks }) => breaks)).toBe(true)
  })

  test('to the effect of an operation is listed', async () => {
    const changes = await changesBy((document) => Object.assign(document.paths[start].post, { 'x-effect': 'safe' }))
    expect(changes).toEqual([{ operation: 'startCallByRobot', what: 'x-effect: "unsafe" → "safe"', breaks: false }])
  })

  test('to a callback counts as a change of a response', async () => {
    const changes = await changesBy((document) => {
      for (const schema of Object.values(document.components.schemas) as Editable[]) {
        if (schema.properties?.EventTime) schema.properties.More = { type: 'string' }
      }
    })
    expect(changes.every(({ field, breaks }) => field === 'More (received)' && !breaks)).toBe(true)
    expect(changes.length).toBeGreaterThan(0)
  })
})

test('only added and removed values of a list are listed', async () => {
  const changes = await changesBy((document) => document.paths[start].post['x-errors'].splice(0, 1, 999_999))
  expect(changes).toEqual([{ operation: 'startCallByRobot', what: 'x-errors: + 999999, − 101001', breaks: false }])
})

describe('the section of the changelog', () => {
  const section = changesSection({
    'call.json': [{ operation: 'endCall', field: 'A', what: 'pattern: "a|b" → "a"', breaks: true }],
  })

  test('is a table', () => {
    expect(section).toContain('| call.json | `endCall`: `A` | pattern: "a\\|b" → "a" | **yes** |')
  })

  test('has one line for the same change of several operations', async () => {
    const changes = await changesBy((document) => delete document.components.schemas.Envelope.properties.ErrorInfo)
    const lines = changesSection({ 'call.json': changes })
      .split('\n')
      .filter((line) => line.includes('ErrorInfo'))
    expect(lines).toEqual([
      `| call.json | ${changes.length} operations: \`ErrorInfo (received)\` | removed | **yes** |`,
    ])
  })

  test('says that nothing changed', () => {
    expect(changesSection({ 'call.json': [] })).toContain('No change that a program could notice.')
  })

  test('is at the end of the entry of its version', () => {
    const changelog = '# spec\n\n## 0.2.0\n\nNew.\n\n## 0.1.0\n\nOld.\n'
    expect(insertSection(changelog, '0.2.0', section)).toBe(
      `# spec\n\n## 0.2.0\n\nNew.\n\n${section}\n## 0.1.0\n\nOld.\n`,
    )
    expect(insertSection(changelog, '0.1.0', section)).toBe(`${changelog}\n${section}`)
  })

  test('is an error without an entry for its version', () => {
    expect(() => insertSection('# spec\n', '0.2.0', section)).toThrow(/no entry for 0\.2\.0/)
  })
})

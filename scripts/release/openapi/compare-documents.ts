import { type Facts, type FlatOperation, flattenDocument, type Json } from './flatten-document.ts'

/** One difference that a program can notice. */
export interface Change {
  readonly operation: string
  /** The field, such as `CallInfo.RoomId`, followed by `(received)` if the caller does not write it. */
  readonly field?: string
  readonly what: string
  /** Whether a correct program for the previous document can fail now. */
  readonly breaks: boolean
}

/** Whether the caller writes or reads a field. Changes that break one direction are compatible in the other. */
type Direction = 'sent' | 'received'

/**
 * Lists the changes from one bundled OpenAPI document to the next, in the order of the documents. It ignores summaries,
 * descriptions and examples.
 *
 * @example
 * compareDocuments(before, after).filter((change) => change.breaks)
 */
export function compareDocuments(before: Json, after: Json): readonly Change[] {
  const old = flattenDocument(before)
  const now = flattenDocument(after)
  const changes: Change[] = []
  for (const [id, { kind }] of old) {
    if (!now.has(id)) changes.push({ operation: id, what: `${kind} removed`, breaks: true })
  }
  for (const [id, operation] of now) {
    const earlier = old.get(id)
    if (earlier === undefined) changes.push({ operation: id, what: `${operation.kind} added`, breaks: false })
    else changes.push(...compareOperations(id, earlier, operation))
  }
  return changes
}

function compareOperations(id: string, before: FlatOperation, after: FlatOperation): readonly Change[] {
  return [
    ...compareFacts({ operation: id }, before.facts, after.facts, () => false),
    ...compareFields(id, 'sent', before.sent, after.sent),
    ...compareFields(id, 'received', before.received, after.received),
  ]
}

function compareFields(
  id: string,
  direction: Direction,
  before: ReadonlyMap<string, Facts>,
  after: ReadonlyMap<string, Facts>,
): readonly Change[] {
  const changes: Change[] = []
  const whose = direction === 'sent' ? '' : ' (received)'
  for (const path of before.keys()) {
    if (!after.has(path)) changes.push({ operation: id, field: path + whose, what: 'removed', breaks: true })
  }
  for (const [path, facts] of after) {
    const earlier = before.get(path)
    const where = { operation: id, field: path + whose }
    if (earlier !== undefined) {
      changes.push(...compareFacts(where, earlier, facts, direction === 'sent' ? narrows : widens))
    } else if (facts.required === true) {
      changes.push({ ...where, what: 'added, required', breaks: direction === 'sent' })
    } else changes.push({ ...where, what: 'added', breaks: false })
  }
  return changes
}

function compareFacts(
  where: Pick<Change, 'operation' | 'field'>,
  before: Facts,
  after: Facts,
  breaks: (name: string, before: unknown, after: unknown) => boolean,
): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      ...where,
      what: `${name}: ${describe(before[name], after[name])}`,
      breaks: breaks(name, before[name], after[name]),
    }))
}

/** Whether a value that could be written before can be rejected now. */
function narrows(name: string, before: unknown, after: unknown): boolean {
  if (after === undefined || ['default', 'deprecated', 'x-secret'].includes(name)) return false
  if (name === 'x-filled-by-client') return after !== true
  if (name === 'enum' || name === 'type') return before === undefined || lost(before, after)
  if (/^max|-max-/.test(name)) return before === undefined || Number(after) < Number(before)
  if (name.startsWith('min')) return before === undefined || Number(after) > Number(before)
  return true
}

/** Whether a new value can be read now; programs must expect new values of an enumeration. */
function widens(name: string, before: unknown, after: unknown): boolean {
  if (name === 'required') return after === undefined
  if (name === 'type') return before !== undefined && lost(after, before)
  return name === 'const' || name === 'format'
}

/** Whether `before` has a value that `after` has not. */
function lost(before: unknown, after: unknown): boolean {
  const kept = [after].flat()
  return [before].flat().some((value) => !kept.includes(value))
}

/** Formats the added and removed values of two lists. */
function describe(before: unknown, after: unknown): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return `${show(before)} → ${show(after)}`
  const came = after.filter((value) => !before.includes(value)).map((value) => `+ ${show(value)}`)
  const went = before.filter((value) => !after.includes(value)).map((value) => `− ${show(value)}`)
  return came.length + went.length === 0 ? 'another order' : [...came, ...went].join(', ')
}

function show(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value)
}

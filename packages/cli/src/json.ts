import { UsageError } from './errors.ts'

/**
 * Parses JSON. The error names the position and quotes nothing, because the text may hold a key; JSON.parse quotes its input.
 *
 * @param shown The source in the error message: `--body`.
 * @throws UsageError
 */
export function parseJson(text: string, shown: string, hint?: string): unknown {
  const error = findJsonError(text)
  if (error === undefined) return JSON.parse(text)
  throw new UsageError(`${shown} stops being JSON at line ${error.line}, column ${error.column}`, hint)
}

/** Parses a JSON object, likewise. */
export function parseJsonObject(text: string, shown: string, hint?: string): object {
  const value = parseJson(text, shown, hint)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new UsageError(`${shown} must be a JSON object`, hint)
}

/** Where a text stops being JSON. Undefined if it is JSON. */
export function findJsonError(text: string): { readonly line: number; readonly column: number } | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    const before = text.slice(0, errorOffset(text)).split(/\r\n|\n|\r/)
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
  }
}

const space = /[ \t\n\r]*/y
const scalar =
  /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/** The offset of the first wrong character. JSON engines report it in different ways, or not at all. */
function errorOffset(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = skip(space, text, 0)
  while (at < text.length) {
    const letter = text[at] ?? ''
    const step = stepOf(expected, letter, open, text, at)
    if (step === undefined) return at
    expected = step.expected
    at = skip(space, text, step.at)
  }
  return at
}

interface Step {
  readonly at: number
  readonly expected: Expected
}

function stepOf(expected: Expected, letter: string, open: string[], text: string, at: number): Step | undefined {
  if (expected === ':') return letter === ':' ? { at: at + 1, expected: 'value' } : undefined
  if (expected === ', or end') return afterValue(letter, open, at)
  if ((letter === ']' && expected === 'value or ]') || (letter === '}' && expected === 'key or }')) {
    open.pop()
    return { at: at + 1, expected: ', or end' }
  }
  const end = skip(scalar, text, at)
  if (expected === 'key' || expected === 'key or }') {
    return letter === '"' && end > at ? { at: end, expected: ':' } : undefined
  }
  if (letter === '{' || letter === '[') {
    open.push(letter)
    return { at: at + 1, expected: letter === '{' ? 'key or }' : 'value or ]' }
  }
  return end > at ? { at: end, expected: ', or end' } : undefined
}

function afterValue(letter: string, open: string[], at: number): Step | undefined {
  const inside = open.at(-1)
  if (letter === ',' && inside !== undefined) return { at: at + 1, expected: inside === '{' ? 'key' : 'value' }
  if ((letter === '}' && inside === '{') || (letter === ']' && inside === '[')) {
    open.pop()
    return { at: at + 1, expected: ', or end' }
  }
  return undefined
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

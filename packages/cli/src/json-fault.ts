/** Where a text stops being JSON, without a word of the text: it may hold a key. Undefined where nothing is wrong. */
export function jsonFault(text: string): { readonly line: number; readonly column: number } | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    const before = text.slice(0, faultAt(text)).split(/\r\n|\n|\r/)
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
  }
}

const space = /[ \t\n\r]*/y
const scalar =
  /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy

/** What may come next. Engines put the place into their messages in ways of their own, or not at all. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/** The offset of the first character that cannot stand there. */
function faultAt(text: string): number {
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

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

const [space, comma, colon] = [/[ \t\n\r]*/y, /,/y, /:/y]
const string = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const scalar = new RegExp(`${string.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`, 'uy')

/** The offset of the first wrong character. JSON engines report it in different ways, or not at all. */
function errorOffset(text: string): number {
  let at = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const matches = pattern.test(text)
    if (matches) at = pattern.lastIndex
    return matches
  }
  const skipValue = (): boolean => {
    skip(space)
    if (skip(/\[/y)) return skipItems(/\]/y, skipValue)
    if (skip(/\{/y)) return skipItems(/\}/y, () => skip(string) && skip(space) && skip(colon) && skipValue())
    return skip(scalar)
  }
  const skipItems = (end: RegExp, skipItem: () => boolean): boolean => {
    skip(space)
    if (skip(end)) return true
    do {
      skip(space)
      if (!skipItem()) return false
      skip(space)
    } while (skip(comma))
    return skip(end)
  }
  if (skipValue()) skip(space)
  return at
}

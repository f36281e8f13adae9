const maxLength = 24

/** Formats a value for an error message. Longer text is not repeated: it could be a key in the wrong place. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'string') {
    return value.length <= maxLength ? JSON.stringify(value) : `a text of ${value.length} characters`
  }
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

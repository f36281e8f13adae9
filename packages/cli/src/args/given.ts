const longestShown = 24

/** What was given, for an error message. Longer text could be a key in the wrong place, and keys are longer than this. */
export function given(value: string): string {
  return value.length <= longestShown ? `"${value}"` : `a value of ${value.length} characters`
}

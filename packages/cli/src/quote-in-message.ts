import { maskUrl } from './client/mask.ts'

const longestShown = 24
const longestUrl = 100

/** Quotes a value for an error message. A longer text is not shown: it could be a key in the wrong option. */
export function quoteValue(value: string): string {
  return value.length <= longestShown ? `"${value}"` : `a value of ${value.length} characters`
}

/** The same for a name, as in `there is no command "foo"`. */
export function quoteName(value: string): string {
  return value.length <= longestShown ? quoteValue(value) : 'of that name'
}

/** The same for a URL, without its secrets. */
export function quoteUrl(value: string): string {
  const masked = maskUrl(value)
  if (/^https?:\/\//i.test(value) && masked.length <= longestUrl) return `"${masked}"`
  return quoteValue(value.length <= longestShown ? masked : value)
}

import { maskUrl } from '../client/mask-request.ts'

const longestShown = 24
const longestAddress = 100

/** What was given, for an error message. Longer text could be a key in the wrong place, and keys are longer than this. */
export function given(value: string): string {
  return value.length <= longestShown ? `"${value}"` : `a value of ${value.length} characters`
}

/** The same of a name, as it ends "there is no command". */
export function named(value: string): string {
  return value.length <= longestShown ? given(value) : 'of that name'
}

/** The same of an address, without what may be secret in it. */
export function givenAddress(value: string): string {
  const masked = maskUrl(value)
  if (/^https?:\/\//i.test(value) && masked.length <= longestAddress) return `"${masked}"`
  return given(value.length <= longestShown ? masked : value)
}

import { UsageError } from '../errors.ts'
import { quoteValue } from '../quote.ts'

/**
 * Sets a field of a body: `CallRecord.CallResult=Reject`, `UserList.0.User_Account=jill`. What is JSON is taken as such, all
 * else is text.
 *
 * @throws UsageError for a field that the sample has not, unless it is new in an object.
 */
export function override(body: Record<string, unknown>, assignment: string): void {
  const [, path = '', text = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? []
  if (path === '') throw new UsageError(`--set must be FIELD=VALUE; given: ${quoteValue(assignment)}`)
  const names = path.split('.')
  const last = names.pop() ?? ''
  let within: unknown = body
  for (const name of names) within = isObject(within) && Object.hasOwn(within, name) ? within[name] : undefined
  if (!isObject(within) || last === '__proto__') {
    throw new UsageError(`--set: there is no ${quoteValue(names.join('.'))} in this event`, 'see its body with --json')
  }
  within[last] = jsonOrText(text)
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

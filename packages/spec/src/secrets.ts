import type { Rule } from './rule.ts'

/** Shorter strings are unlikely to be secrets, and masking them would make a message unreadable. */
const shortestSecret = 12

/**
 * Returns a copy of `value` in which `change` has replaced each string that the rule marks `x-secret`. Without a rule, as for
 * an operation that the documents do not describe, every string of 12 characters or more counts as a secret.
 *
 * @param rule `body` or `response` of an {@link Operation}; undefined if there is none.
 * @example
 * replaceSecrets(trtcOperations.startStreamIngest.body, body, () => '***')
 */
export function replaceSecrets(rule: Rule | undefined, value: unknown, change: (text: string) => string): unknown {
  if (rule === undefined || rule.type === 'map') return replaceTexts(value, shortestSecret, change)
  if (rule.type === 'string') return rule.secret ? replaceTexts(value, 1, change) : value
  const inner = rule.type === 'array' ? rule.items : rule
  if (Array.isArray(value)) return value.map((item) => replaceSecrets(inner, item, change))
  if (rule.type === 'array') return replaceSecrets(inner, value, change)
  if (rule.type !== 'object' || typeof value !== 'object' || value === null) return value
  return mapEntries(value, (name, item) => {
    const property = Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined
    return property === undefined ? item : replaceSecrets(property, item, change)
  })
}

function replaceTexts(value: unknown, shortest: number, change: (text: string) => string): unknown {
  if (typeof value === 'string') return value.length < shortest ? value : change(value)
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, shortest, change))
  if (typeof value !== 'object' || value === null) return value
  return mapEntries(value, (_, item) => replaceTexts(item, shortest, change))
}

function mapEntries(value: object, change: (name: string, item: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(name, item)]))
}

import type { Rule } from '@trtc-call/spec'
import type { InputErrorReason } from '../../src/index.ts'

/** A value with one mistake, the path of the field that is wrong, and the reason that is expected. */
export interface WrongValue {
  readonly value: unknown
  readonly path: string
  readonly reason: InputErrorReason
}

/** All single mistakes in a value of this rule. `good` is a value without a mistake. */
export function* wrongValues(rule: Rule, good: unknown = goodValue(rule)): Generator<WrongValue> {
  const wrong = (value: unknown, reason: InputErrorReason) => ({ value, path: '', reason })
  switch (rule.type) {
    case 'object':
      yield wrong(7, 'type')
      yield { value: { ...(good as object), NoSuchField: 1 }, path: 'NoSuchField', reason: 'unknown-field' }
      for (const name of rule.required ?? []) {
        yield { value: { ...(good as object), [name]: undefined }, path: name, reason: 'missing' }
      }
      for (const [name, property] of Object.entries(rule.properties)) {
        for (const { value, path, reason } of wrongValues(property, (good as Fields)[name])) {
          yield { value: { ...(good as object), [name]: value }, path: join(name, path), reason }
        }
      }
      break
    case 'array': {
      const item = (good as readonly unknown[])[0] ?? goodValue(rule.items)
      yield wrong('text', 'type')
      if (rule.minItems) yield wrong([], 'length')
      if (rule.maxItems) yield wrong(Array(rule.maxItems + 1).fill(item), 'length')
      for (const { value, path, reason } of wrongValues(rule.items, item)) {
        yield { value: [item, value], path: join('[1]', path), reason }
      }
      break
    }
    case 'string':
      yield wrong(7, 'type')
      if (rule.enum) yield wrong('no such value', 'type')
      if (rule.minLength) yield wrong('', 'length')
      if (rule.maxLength) yield wrong('x'.repeat(rule.maxLength + 1), 'length')
      if (rule.maxBytes) yield wrong('x'.repeat(rule.maxBytes + 1), 'length')
      if (rule.pattern && !rule.enum) yield wrong('\n', 'format')
      break
    case 'boolean':
    case 'map':
      yield wrong('text', 'type')
      break
    default:
      yield wrong('7', 'type')
      yield wrong(Number.NaN, 'type')
      if (rule.enum) yield wrong(987_654, 'type')
      else {
        if (rule.type === 'integer') yield wrong((rule.minimum ?? 0) + 0.5, 'range')
        if (rule.minimum !== undefined) yield wrong(rule.minimum - 1, 'range')
        if (rule.maximum !== undefined) yield wrong(rule.maximum + 1, 'range')
        if (rule.not !== undefined) yield wrong(rule.not, 'range')
      }
  }
}

type Fields = Readonly<Record<string, unknown>>

function join(name: string, path: string): string {
  return path === '' || path.startsWith('[') ? name + path : `${name}.${path}`
}

/** The smallest value that the rule allows. */
function goodValue(rule: Rule): unknown {
  switch (rule.type) {
    case 'object':
      return Object.fromEntries((rule.required ?? []).map((name) => [name, goodValue(rule.properties[name] as Rule)]))
    case 'array':
      return Array(rule.minItems ?? 0).fill(goodValue(rule.items))
    case 'string':
      return (
        rule.enum?.[0] ??
        ['x', 'https://example.com/x', '42'].find((text) => new RegExp(rule.pattern ?? '', 'u').test(text))
      )
    case 'boolean':
      return true
    case 'map':
      return {}
    default:
      return rule.enum?.[0] ?? rule.minimum ?? 1
  }
}

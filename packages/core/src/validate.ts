import type { ArrayRule, NumberRule, ObjectRule, Rule, StringRule } from '@trtc-call/spec'
import { type IngestRoomIdType, ingestRoomKind, type Room, roomIdFault } from './room.ts'

const encoder = new TextEncoder()
const patterns = new Map<string, RegExp>()

/** Length in UTF-8 bytes, which is what the vendor's limits count. */
function byteLength(text: string): number {
  return encoder.encode(text).length
}

/**
 * What is wrong with a request body, in words that name the field, the limit and the value's size, but never the value of
 * a secret; undefined when nothing is.
 */
export function findFault(
  rule: Rule,
  value: unknown,
  convention: IngestRoomIdType,
  path = 'the body',
): string | undefined {
  switch (rule.type) {
    case 'object':
      return objectFault(rule, value, convention, path)
    case 'map':
      return isObject(value) ? undefined : mustBe(path, 'an object', value)
    case 'array':
      return arrayFault(rule, value, convention, path)
    case 'string':
      return stringFault(rule, value, path)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : mustBe(path, 'true or false', value)
    default:
      return numberFault(rule, value, path)
  }
}

function objectFault(rule: ObjectRule, value: unknown, convention: IngestRoomIdType, path: string): string | undefined {
  if (!isObject(value)) return mustBe(path, 'an object', value)
  const at = (name: string): string => (path === 'the body' ? name : `${path}.${name}`)
  for (const name of rule.required ?? []) {
    if (value[name] === undefined) return `${at(name)} is missing`
  }
  for (const name of Object.keys(value)) {
    const item = value[name]
    if (item === undefined) continue // JSON leaves it out
    const property = Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined
    if (property === undefined) return unknownField(at(name), name, Object.keys(rule.properties))
    const fault = findFault(property, item, convention, at(name))
    if (fault !== undefined) return fault
  }
  return requirementFault(rule, value, at) ?? roomFault(rule, value, convention, at)
}

function requirementFault(rule: ObjectRule, value: Fields, at: (name: string) => string): string | undefined {
  for (const { field, needs, equals } of rule.requires ?? []) {
    if (value[field] === undefined) continue
    if (equals === undefined ? value[needs] === undefined : value[needs] !== equals) {
      return `${at(field)} may only be given with ${needs}${equals === undefined ? '' : ` ${equals}`}`
    }
  }
  return undefined
}

function roomFault(rule: ObjectRule, value: Fields, convention: IngestRoomIdType, at: (name: string) => string) {
  const { RoomId: id, RoomIdType: type } = value
  if (rule.room === undefined || (id === undefined && type === undefined)) return undefined
  if (id === undefined || type === undefined) {
    return `${at(id === undefined ? 'RoomId' : 'RoomIdType')} is missing: RoomId and RoomIdType come together`
  }
  const kind = rule.room === 'call' ? callRoomKinds[type as 1 | 2] : ingestRoomKind(type as number, convention)
  const fault = kind === undefined ? undefined : roomIdFault(kind, id as string)
  if (fault === undefined) return undefined
  const which = rule.room === 'call' ? '' : ` (RoomIdType ${String(type)} in the convention "${convention}")`
  return `${at('RoomId')} ${fault}${which}`
}

const callRoomKinds: Readonly<Record<1 | 2, Room['kind']>> = { 1: 'int', 2: 'string' }

function arrayFault(rule: ArrayRule, value: unknown, convention: IngestRoomIdType, path: string): string | undefined {
  if (!Array.isArray(value)) return mustBe(path, 'an array', value)
  if (value.length < (rule.minItems ?? 0)) return `${path} has ${value.length} entries, the minimum is ${rule.minItems}`
  if (value.length > (rule.maxItems ?? value.length)) {
    return `${path} has ${value.length} entries, the limit is ${rule.maxItems}`
  }
  for (let index = 0; index < value.length; index++) {
    const fault = findFault(rule.items, value[index], convention, `${path}[${index}]`)
    if (fault !== undefined) return fault
  }
  return undefined
}

function stringFault(rule: StringRule, value: unknown, path: string): string | undefined {
  if (typeof value !== 'string') return mustBe(path, 'a string', value, rule.secret)
  const { enum: allowed, minLength = 0, maxLength = value.length, maxBytes, pattern } = rule
  if (allowed !== undefined && !allowed.includes(value))
    return `${path} must be one of ${allowed.map(quote).join(', ')}`
  if (value.length < minLength || value.length > maxLength) {
    const length = [...value].length // code points, as JSON Schema counts
    if (length < minLength)
      return length === 0 ? `${path} is empty` : `${path} has ${length} characters, the minimum is ${minLength}`
    if (length > maxLength) return `${path} has ${length} characters, the limit is ${maxLength}`
  }
  if (maxBytes !== undefined && value.length * 3 > maxBytes && byteLength(value) > maxBytes) {
    return `${path} is ${byteLength(value)} bytes long, the limit is ${maxBytes} bytes`
  }
  if (pattern === undefined || compiled(pattern).test(value)) return undefined
  return `${path} (${byteLength(value)} bytes long) must be ${rule.means ?? `of the form ${pattern}`}`
}

function numberFault(rule: NumberRule, value: unknown, path: string): string | undefined {
  const integer = rule.type === 'integer'
  if (typeof value !== 'number' || !Number.isFinite(value) || (integer && !Number.isInteger(value))) {
    return mustBe(path, integer ? 'an integer' : 'a finite number', value)
  }
  const { enum: allowed, minimum = value, maximum = value } = rule
  if (allowed !== undefined && !allowed.includes(value))
    return `${path} must be one of ${allowed.join(', ')}, got ${value}`
  if (value < minimum || value > maximum) {
    return `${path} must be from ${rule.minimum ?? '-∞'} to ${rule.maximum ?? '∞'}, got ${value}`
  }
  return value === rule.not ? `${path} must not be ${value}` : undefined
}

type Fields = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function mustBe(path: string, what: string, value: unknown, secret = false): string {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  return `${path} must be ${what}, got ${typeof value === 'number' && !secret ? String(value) : kind}`
}

function unknownField(path: string, name: string, known: readonly string[]): string {
  const same = known.find((other) => other.toLowerCase() === name.toLowerCase())
  return `${path} is not a field of this request${same === undefined ? '' : `: did you mean ${same}?`}`
}

function quote(text: string): string {
  return `"${text}"`
}

function compiled(source: string): RegExp {
  const pattern = patterns.get(source) ?? new RegExp(source, 'u')
  patterns.set(source, pattern)
  return pattern
}

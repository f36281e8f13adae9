import type { ArrayRule, NumberRule, ObjectRule, Rule, StringRule } from '@trtc-call/spec'
import { unknownField } from './assert-known-keys.ts'
import { checkNumber, checkOneOf, wrongType } from './check-value.ts'
import { InputError } from './input-error.ts'
import { checkRoomId, type IngestRoomIdType, ingestRoomKind, type Room } from './room.ts'

const encoder = new TextEncoder()
const patterns = new Map<string, RegExp>()

/** What a body is checked for. */
export interface BodyContext {
  /** The operationId for the message. */
  readonly operation?: string | undefined
  readonly convention: IngestRoomIdType
}

/**
 * Checks a request body against its rule. The message has the field, the limit and the size of the value, and never the
 * value of a secret.
 *
 * @throws InputError for the first field that is wrong.
 */
export function checkBody(rule: Rule, value: unknown, context: BodyContext, path = ''): void {
  const field = path || 'body'
  switch (rule.type) {
    case 'object':
      checkObject(rule, value, context, path)
      break
    case 'map':
      if (!isObject(value)) throw wrongType(field, 'an object', value, context)
      break
    case 'array':
      checkArray(rule, value, context, field)
      break
    case 'string':
      checkString(rule, value, context, field)
      break
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(field, 'true or false', value, context)
      break
    default:
      checkNumberRule(rule, value, context, field)
  }
}

function checkObject(rule: ObjectRule, value: unknown, context: BodyContext, path: string): void {
  if (!isObject(value)) throw wrongType(path || 'body', 'an object', value, context)
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  for (const name of rule.required ?? []) {
    if (value[name] === undefined) throw new InputError(at(name), 'missing', 'is missing', context)
  }
  for (const name of Object.keys(value)) {
    const item = value[name]
    if (item === undefined) continue // JSON leaves it out
    const property = Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined
    if (property === undefined) throw unknownField(path, name, Object.keys(rule.properties), context.operation)
    checkBody(property, item, context, at(name))
  }
  checkRequirements(rule, value, context, at)
  checkRoom(rule, value, context, at)
}

function checkRequirements(
  rule: ObjectRule,
  value: Fields,
  { operation }: BodyContext,
  at: (name: string) => string,
): void {
  for (const { field, needs, equals } of rule.requires ?? []) {
    if (value[field] === undefined) continue
    if (equals === undefined ? value[needs] === undefined : value[needs] !== equals) {
      const detail = `may only be given with ${needs}${equals === undefined ? '' : ` ${equals}`}`
      throw new InputError(at(field), 'conflict', detail, { operation, other: at(needs) })
    }
  }
}

function checkRoom(rule: ObjectRule, value: Fields, context: BodyContext, at: (name: string) => string): void {
  const { RoomId: id, RoomIdType: type } = value
  if (rule.room === undefined || (id === undefined && type === undefined)) return
  if (id === undefined || type === undefined) {
    const name = id === undefined ? 'RoomId' : 'RoomIdType'
    throw new InputError(at(name), 'missing', 'is missing: RoomId and RoomIdType come together', context)
  }
  const { convention } = context
  const kind = rule.room === 'call' ? callRoomKinds[type as 1 | 2] : ingestRoomKind(type as number, convention)
  const which = rule.room === 'call' ? '' : ` (RoomIdType ${String(type)} in the convention "${convention}")`
  if (kind !== undefined) checkRoomId(kind, id as string, which, at('RoomId'), context)
}

const callRoomKinds: Readonly<Record<1 | 2, Room['kind']>> = { 1: 'int', 2: 'string' }

function checkArray(rule: ArrayRule, value: unknown, context: BodyContext, path: string): void {
  if (!Array.isArray(value)) throw wrongType(path, 'an array', value, context)
  checkSize(path, value.length, 'entries', rule.minItems, rule.maxItems, context)
  for (let index = 0; index < value.length; index++) checkBody(rule.items, value[index], context, `${path}[${index}]`)
}

function checkString(rule: StringRule, value: unknown, context: BodyContext, path: string): void {
  if (typeof value !== 'string') throw wrongType(path, 'a string', value, context)
  const { enum: allowed, minLength = 0, maxLength = value.length, maxBytes, pattern } = rule
  if (allowed !== undefined) checkOneOf(path, value, allowed, context)
  if (value.length < minLength || value.length > maxLength) {
    // Code points, as JSON Schema counts.
    checkSize(path, [...value].length, 'characters', rule.minLength, rule.maxLength, context)
  }
  if (maxBytes !== undefined && value.length * 3 > maxBytes) {
    checkSize(path, byteLength(value), 'bytes', undefined, maxBytes, context)
  }
  if (pattern === undefined || compiled(pattern).test(value)) return
  const detail = `must be ${rule.means ?? `of the form ${pattern}`}, given ${byteLength(value)} bytes`
  throw new InputError(path, 'format', detail, context)
}

function checkSize(path: string, size: number, unit: string, min = 0, max = size, context: BodyContext): void {
  if (size < min) {
    const detail = min === 1 ? 'must not be empty' : `must have at least ${min} ${unit}, given ${size}`
    throw new InputError(path, 'length', detail, context)
  }
  if (size > max) throw new InputError(path, 'length', `must have at most ${max} ${unit}, given ${size}`, context)
}

function checkNumberRule(rule: NumberRule, value: unknown, context: BodyContext, path: string): void {
  const { enum: allowed, minimum: min, maximum: max } = rule
  if (allowed !== undefined) checkOneOf(path, value, allowed, context)
  checkNumber(path, value, { min, max, step: rule.type === 'integer' ? 1 : undefined }, context)
  if (value === rule.not) throw new InputError(path, 'range', `must not be ${value}`, context)
}

type Fields = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Length in UTF-8 bytes, which the vendor's limits count. */
function byteLength(text: string): number {
  return encoder.encode(text).length
}

function compiled(source: string): RegExp {
  const pattern = patterns.get(source) ?? new RegExp(source, 'u')
  patterns.set(source, pattern)
  return pattern
}

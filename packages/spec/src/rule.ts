/**
 * One row of the generated constraint table: a request schema, reduced to what can be checked before sending. Names are
 * short because the table ships to edge runtimes.
 */
export type Rule = ObjectRule | MapRule | ArrayRule | StringRule | NumberRule | BooleanRule

/** Whose numbering of rooms an object follows: `call` has 1 = digits and 2 = string; `ingest` depends on the convention in force. */
export type RoomRule = 'call' | 'ingest'

/** `field` may be present only with `needs`, and, where `equals` is given, only when that field has this value. */
export interface Requirement {
  readonly field: string
  readonly needs: string
  readonly equals?: number | string | boolean
}

/** A closed object: properties that are not listed are refused. */
export interface ObjectRule {
  readonly type: 'object'
  readonly properties: { readonly [name: string]: Rule }
  readonly required?: readonly string[]
  /** From `x-room`: RoomId and RoomIdType come together, and must agree. */
  readonly room?: RoomRule
  /** From `x-requires`. */
  readonly requires?: readonly Requirement[]
}

/** An open object, whatever its keys. */
export interface MapRule {
  readonly type: 'map'
}

/** A list whose items all follow one rule. */
export interface ArrayRule {
  readonly type: 'array'
  readonly items: Rule
  readonly minItems?: number
  readonly maxItems?: number
}

/** A text. */
export interface StringRule {
  readonly type: 'string'
  /** In Unicode code points, as JSON Schema counts. */
  readonly minLength?: number
  readonly maxLength?: number
  /** From `x-max-bytes`: in UTF-8 bytes, as the vendor counts. */
  readonly maxBytes?: number
  /** Source of a regular expression, to be compiled with the `u` flag. */
  readonly pattern?: string
  /** What the pattern means, for the error message (from `x-pattern-means`). */
  readonly means?: string
  readonly enum?: readonly string[]
  /** From `x-secret`: the value never appears in a message, not even a part of it. */
  readonly secret?: true
}

/** A number; both limits are allowed values. */
export interface NumberRule {
  readonly type: 'integer' | 'number'
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly number[]
  /** From `not: { const }`. */
  readonly not?: number
}

/** `true` or `false`. */
export interface BooleanRule {
  readonly type: 'boolean'
}

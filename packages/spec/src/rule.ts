/** A row of the generated constraint table: the constraints of a request schema that can be checked before sending. */
export type Rule = ObjectRule | MapRule | ArrayRule | StringRule | NumberRule | BooleanRule

/** The numbering of RoomIdType: `call` has 1 = int and 2 = string; `ingest` depends on the option `ingestRoomIdType`. */
export type RoomRule = 'call' | 'ingest'

/** `field` requires the field `needs` and, if `equals` is given, this value of it. */
export interface Requirement {
  readonly field: string
  readonly needs: string
  readonly equals?: number | string | boolean
}

/** A closed object: other properties are invalid. */
export interface ObjectRule {
  readonly type: 'object'
  readonly properties: { readonly [name: string]: Rule }
  readonly required?: readonly string[]
  /** From `x-room`: RoomId and RoomIdType come together and must match. */
  readonly room?: RoomRule
  /** From `x-requires`. */
  readonly requires?: readonly Requirement[]
}

/** An open object with any keys. */
export interface MapRule {
  readonly type: 'map'
}

/** A list whose items have the same rule. */
export interface ArrayRule {
  readonly type: 'array'
  readonly items: Rule
  readonly minItems?: number
  readonly maxItems?: number
}

/** A string. */
export interface StringRule {
  readonly type: 'string'
  /** In Unicode code points, as JSON Schema counts. */
  readonly minLength?: number
  readonly maxLength?: number
  /** From `x-max-bytes`: in UTF-8 bytes, as the vendor counts. */
  readonly maxBytes?: number
  /** Source of a regular expression; compile it with the `u` flag. */
  readonly pattern?: string
  /** From `x-pattern-means`: the pattern in words, for the error message. */
  readonly means?: string
  readonly enum?: readonly string[]
  /** From `x-secret`: no part of the value may appear in a message. */
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

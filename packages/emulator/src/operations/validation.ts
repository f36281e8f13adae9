import type { OpenApiDocument } from '@trtc-call/spec/documents'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { maxBytes } from './keywords/max-bytes.ts'
import { requires } from './keywords/requires.ts'
import { type RoomContext, room } from './keywords/room.ts'
import { listOperations } from './operations.ts'

/** The first problem of a body. */
export interface BodyIssue {
  readonly problem: 'missing' | 'unknown' | 'invalid'
  /** Name of the field as in the vendor's codes; empty for the body itself. */
  readonly field: string
  /** Path and reason, never the value. */
  readonly message: string
}

type Validate = (operationId: string, body: unknown, context: RoomContext) => BodyIssue | undefined

/**
 * Validates request bodies with Ajv, and with custom keywords for the `x-` rules of the document. Schemas are compiled on
 * first use.
 */
export function createBodyValidator(
  document: OpenApiDocument,
  options: { readonly coerceTypes?: boolean } = {},
): Validate {
  const fixed = { strict: false, validateFormats: false, verbose: true, passContext: true, logger: false } as const
  const ajv = new Ajv2020({ ...fixed, ...options })
  ajv.addKeyword({ keyword: 'x-max-bytes', type: 'string', validate: maxBytes })
  ajv.addKeyword({ keyword: 'x-requires', type: 'object', validate: requires })
  ajv.addKeyword({ keyword: 'x-room', type: 'object', validate: room })
  ajv.addSchema({ $id: 'document', ...document }, undefined, false, false)
  const pointers = new Map(listOperations(document).map(({ id, bodyPointer }) => [id, bodyPointer]))
  const compiled = new Map<string, ValidateFunction>()
  return (operationId, body, context) => {
    const pointer = pointers.get(operationId)
    if (pointer === undefined) throw new TypeError(`the document has no operation ${operationId}`)
    const validate = compiled.get(operationId) ?? ajv.compile({ $ref: `document#${pointer}` })
    compiled.set(operationId, validate)
    validate.call(context, body)
    const error = validate.errors?.[0]
    return error && describe(error)
  }
}

function describe({ keyword, instancePath, params, message, parentSchema }: ErrorObject): BodyIssue {
  const path = instancePath.split('/').slice(1)
  if (keyword === 'required') return missing([...path, params.missingProperty])
  if (keyword === 'additionalProperties') {
    return issue('unknown', [...path, params.additionalProperty], 'is not a field of this request')
  }
  if (params.isMissing) return missing([...path, params.field])
  const at = params.field === undefined ? path : [...path, params.field]
  return issue('invalid', at, reason(keyword, message, parentSchema))
}

function missing(path: readonly string[]): BodyIssue {
  return issue('missing', path, 'is missing')
}

function issue(problem: BodyIssue['problem'], path: readonly string[], what: string): BodyIssue {
  const spelled = path.join('.') || 'the body'
  return { problem, field: path.findLast((name) => !/^\d+$/.test(name)) ?? '', message: `${spelled} ${what}` }
}

function reason(keyword: string, message = 'is not valid', schema: Readonly<Record<string, unknown>> = {}): string {
  const { 'x-pattern-means': means, not, enum: allowed } = schema
  if (keyword === 'pattern' && means !== undefined) return `must be ${String(means)}`
  if (keyword === 'not') return `must not be ${JSON.stringify((not as { const?: unknown }).const)}`
  if (keyword === 'enum') return `must be one of ${JSON.stringify(allowed)}`
  return message
}

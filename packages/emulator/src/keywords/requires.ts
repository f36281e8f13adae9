import type { SchemaValidateFunction } from 'ajv'
import { complain } from './keyword-error.ts'

interface Requirement {
  readonly field: string
  readonly needs: string
  readonly equals?: unknown
}

/** `x-requires`: a field that makes sense only beside another one, or beside one value of it. */
export const requires: SchemaValidateFunction = (
  requirements: readonly Requirement[],
  body: Readonly<Record<string, unknown>>,
) => {
  const broken = requirements.find((requirement) => isBroken(requirement, body))
  if (!broken) return true
  const { field, needs, equals } = broken
  const condition = equals === undefined ? needs : `${needs} ${JSON.stringify(equals)}`
  return complain(requires, 'x-requires', `is allowed only together with ${condition}`, field)
}

function isBroken({ field, needs, equals }: Requirement, body: Readonly<Record<string, unknown>>): boolean {
  if (!Object.hasOwn(body, field)) return false
  return !Object.hasOwn(body, needs) || (equals !== undefined && body[needs] !== equals)
}

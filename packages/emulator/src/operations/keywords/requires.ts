import type { SchemaValidateFunction } from 'ajv'
import { reportError } from './keyword-error.ts'

interface Requirement {
  readonly field: string
  readonly needs: string
  readonly equals?: unknown
}

/** `x-requires` allows a field only with another field, or with one value of it. */
export const requires: SchemaValidateFunction = (
  requirements: readonly Requirement[],
  body: Readonly<Record<string, unknown>>,
) => {
  const violated = requirements.find((requirement) => isViolated(requirement, body))
  if (!violated) return true
  const { field, needs, equals } = violated
  const condition = equals === undefined ? needs : `${needs} ${JSON.stringify(equals)}`
  return reportError(requires, 'x-requires', `is allowed only together with ${condition}`, { field })
}

function isViolated({ field, needs, equals }: Requirement, body: Readonly<Record<string, unknown>>): boolean {
  if (!Object.hasOwn(body, field)) return false
  return !Object.hasOwn(body, needs) || (equals !== undefined && body[needs] !== equals)
}

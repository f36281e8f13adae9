import { ApiError } from './api-error.ts'
import type { Operation } from './operations/operations.ts'
import type { BodyIssue } from './operations/validation.ts'

/** The code for a bad parameter, by service of the Call interface. */
const badParameterCodes: Readonly<Record<string, number>> = {
  call_engine_http_srv: 101002,
  call_record_http_srv: 101002,
  call_config: 100002,
  im_open_login_svc: 70402,
  profile: 40001,
  openim: 90001,
}

/** Returns the vendor's error for a body that violates the schema. */
export function bodyError(operation: Operation, issue: BodyIssue): ApiError {
  const { family, service } = operation
  if (family === 'call') return new ApiError(badParameterCodes[service] ?? 60003, issue.message)
  if (issue.problem === 'unknown') return new ApiError('UnknownParameter', issue.message)
  const stem = issue.problem === 'missing' ? 'MissingParameter' : 'InvalidParameter'
  return new ApiError(
    firstDocumentedCode(operation, [`${stem}.${issue.field}`], fallback(operation, stem)),
    issue.message,
  )
}

/** Returns the vendor's error for a body that is not a JSON object. */
export function jsonError(operation: Operation, message: string): ApiError {
  return new ApiError(operation.family === 'call' ? 60003 : fallback(operation, 'InvalidParameter'), message)
}

/** Returns the first of these codes that the documentation of the operation lists. */
export function firstDocumentedCode({ errors }: Operation, codes: readonly string[], fallbackCode: string): string {
  return codes.find((code) => errors.has(code)) ?? fallbackCode
}

function fallback(operation: Operation, stem: string): string {
  return stem === 'InvalidParameter' ? firstDocumentedCode(operation, ['InvalidParameter.BodyParamsError'], stem) : stem
}

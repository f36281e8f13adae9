import { ApiError } from './api-error.ts'
import type { Operation } from './operations.ts'
import type { BodyIssue } from './validation.ts'

/** What a service of the Call family calls a bad parameter. */
const badParameter: Readonly<Record<string, number>> = {
  call_engine_http_srv: 101002,
  call_record_http_srv: 101002,
  call_config: 100002,
  im_open_login_svc: 70402,
  profile: 40001,
  openim: 90001,
}

/** The vendor's code for a body that the schema does not allow. */
export function refuseBody(operation: Operation, issue: BodyIssue): ApiError {
  const { family, service } = operation
  if (family === 'call') return new ApiError(badParameter[service] ?? 60003, issue.message)
  if (issue.problem === 'unknown') return new ApiError('UnknownParameter', issue.message)
  const stem = issue.problem === 'missing' ? 'MissingParameter' : 'InvalidParameter'
  return new ApiError(pickCode(operation, [`${stem}.${issue.field}`], fallback(operation, stem)), issue.message)
}

/** A body that is no JSON object at all. */
export function refuseJson(operation: Operation, message: string): ApiError {
  return new ApiError(operation.family === 'call' ? 60003 : fallback(operation, 'InvalidParameter'), message)
}

/** The first of these codes that the operation is documented to answer with. */
export function pickCode({ errors }: Operation, wanted: readonly string[], otherwise: string): string {
  return wanted.find((code) => errors.has(code)) ?? otherwise
}

function fallback(operation: Operation, stem: string): string {
  return stem === 'InvalidParameter' ? pickCode(operation, ['InvalidParameter.BodyParamsError'], stem) : stem
}

import { callOperations, type Operation, type Rule, replaceSecrets, trtcOperations } from '@trtc-call/spec'
import { bodyOfFields } from './form-body.ts'
import { maskUrl } from './streams/urls.ts'

const operations: Readonly<Record<string, Operation>> = { ...callOperations, ...trtcOperations }

/** Masks the fields of a request body that the spec marks as secret. URLs only lose their query and user info. */
export function maskBody(operationId: string | undefined, body: unknown): unknown {
  return replaceSecrets(ruleOf(operationId), body, maskText)
}

/** Masks the same fields in a response body of either interface. */
export function maskResponse(operationId: string | undefined, envelope: unknown): unknown {
  const rule = operationId === undefined ? undefined : operations[operationId]?.response
  if (rule === undefined) return envelope
  const data = { type: 'object', properties: { Response: rule } } as const
  return replaceSecrets(data, replaceSecrets(rule, envelope, maskText), maskText)
}

/** Masks the value of a form or query field, whose name is a path such as `SourceUrl.0`. */
export function maskField(operationId: string | undefined, path: string, value: string): string {
  let masked = value
  replaceSecrets(ruleOf(operationId), bodyOfFields([[path, value]]), (text) => {
    masked = maskText(text)
    return text
  })
  return masked
}

/** Masks a TC3 canonical request: the query of a GET holds body fields, and the headers may hold a token. */
export function maskCanonicalRequest(operationId: string | undefined, text: string): string {
  const [method = '', path = '', query = '', ...rest] = text.split('\n')
  const fields = [...new URLSearchParams(query)].map(
    ([name, value]) => `${name}=${maskField(operationId, name, value)}`,
  )
  const headers = rest.map((line) => line.replace(/^x-tc-token:.*/, 'x-tc-token:***'))
  return [method, path, fields.join('&'), ...headers].join('\n')
}

/** Returns the operationId of a cloud API action. */
export function operationOfAction(action: string | undefined): string | undefined {
  return Object.values(trtcOperations).find(({ command }) => command === action)?.id
}

function ruleOf(operationId: string | undefined): Rule | undefined {
  return operationId === undefined ? undefined : operations[operationId]?.body
}

function maskText(text: string): string {
  return /^[a-z][a-z\d+.-]*:[\\/]/i.test(text) ? maskUrl(text) : '***'
}

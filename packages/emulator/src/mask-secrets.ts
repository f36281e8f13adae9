import { callOperations, type Operation, type Rule, replaceSecrets, trtcOperations } from '@trtc-call/spec'
import { bodyOfFields } from './form-body.ts'
import { withoutSecrets } from './stream/urls.ts'

const operations: Readonly<Record<string, Operation>> = { ...callOperations, ...trtcOperations }

/** A request body without what the spec marks as secret: a URL without its query, anything else masked. */
export function maskBody(operationId: string | undefined, body: unknown): unknown {
  return replaceSecrets(ruleOf(operationId), body, maskText)
}

/** The body of a response, likewise, in either envelope. */
export function maskResponse(operationId: string | undefined, envelope: unknown): unknown {
  const rule = operationId === undefined ? undefined : operations[operationId]?.reply
  if (rule === undefined) return envelope
  const data = { type: 'object', properties: { Response: rule } } as const
  return replaceSecrets(data, replaceSecrets(rule, envelope, maskText), maskText)
}

/** The value of a field that is named by its path, as forms and queries name it: `SourceUrl.0`. */
export function maskField(operationId: string | undefined, path: string, value: string): string {
  let shown = value
  replaceSecrets(ruleOf(operationId), bodyOfFields([[path, value]]), (text) => {
    shown = maskText(text)
    return text
  })
  return shown
}

/** The canonical request of TC3: a GET has the fields of its body in the query, and a token may be among the headers. */
export function maskCanonicalRequest(operationId: string | undefined, text: string): string {
  const [method = '', path = '', query = '', ...rest] = text.split('\n')
  const fields = [...new URLSearchParams(query)].map(
    ([name, value]) => `${name}=${maskField(operationId, name, value)}`,
  )
  const headers = rest.map((line) => line.replace(/^x-tc-token:.*/, 'x-tc-token:***'))
  return [method, path, fields.join('&'), ...headers].join('\n')
}

/** The operation of the cloud interface that an action names. */
export function operationOfAction(action: string | undefined): string | undefined {
  return Object.values(trtcOperations).find(({ command }) => command === action)?.id
}

function ruleOf(operationId: string | undefined): Rule | undefined {
  return operationId === undefined ? undefined : operations[operationId]?.body
}

function maskText(text: string): string {
  return /^[a-z][a-z\d+.-]*:[\\/]/i.test(text) ? withoutSecrets(text) : '***'
}

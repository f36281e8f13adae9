import type { Transport, TransportInit } from '@trtc-call/node'
import type { Result } from '../command.ts'
import { curlCommand } from './curl.ts'
import { type MaskedRequest, maskRequest, maskUrl, operationOf } from './mask.ts'

/** A request that would have been sent. */
interface RecordedRequest extends MaskedRequest {
  /** What has to happen before it: `when someone answers`. */
  readonly condition?: string
}

/** Records requests instead of sending them, for `--dry-run` and `--curl`. */
export interface DryRun {
  /** A transport that records each request and answers that it succeeded. */
  readonly fetch: Transport
  readonly format: 'request' | 'curl'
  readonly requests: readonly RecordedRequest[]
  /** Notes what the next request waits for. */
  noteCondition(condition: string): void
  /** Records a HEAD request to a URL that is not the vendor's. */
  recordHead(url: string): void
}

/** Returns undefined without `--dry-run` and `--curl`. */
export function dryRunFor(values: Readonly<Record<string, unknown>>): DryRun | undefined {
  if (values.curl) return startDryRun('curl')
  return values.dryRun ? startDryRun('request') : undefined
}

function startDryRun(format: DryRun['format']): DryRun {
  const requests: RecordedRequest[] = []
  const sent = new Set<string>()
  let condition: string | undefined
  const add = (request: MaskedRequest): void => {
    requests.push(condition === undefined ? request : { condition, ...request })
    condition = undefined
  }
  return {
    format,
    requests,
    noteCondition(next) {
      condition = next
    },
    recordHead: (url) => add({ method: 'HEAD', url: maskUrl(url), headers: {}, body: undefined }),
    async fetch(url, init) {
      const operation = operationOf(url, init)
      const key = `${operation?.id} ${init.body}`
      const isPoll = operation?.effect === 'safe' && (sent.has(key) || isAboutPlaceholder(init))
      if (!isPoll) add(maskRequest(url, init))
      sent.add(key)
      return { status: 200, headers: { get: () => null }, text: async () => successFor(init) }
    },
  }
}

/** The id of the call and of the stream that exist only in a dry run. */
const placeholder = 'dry-run'

function isAboutPlaceholder({ body }: TransportInit): boolean {
  return body.includes(`"${placeholder}"`)
}

/** A response with which every operation succeeds. */
function successFor({ headers }: TransportInit): string {
  const isCloud = Object.keys(headers).some((name) => name.toLowerCase() === 'x-tc-action')
  const trtc = { Response: { RequestId: placeholder, TaskId: placeholder, Status: 'InProgress' } }
  const call = {
    ActionStatus: 'OK',
    ErrorCode: 0,
    ErrorInfo: '',
    RequestId: placeholder,
    Response: { CallId: placeholder },
  }
  return JSON.stringify(isCloud ? trtc : call)
}

/** Returns the recorded requests, or the command's own result if it would have sent nothing. */
export function dryRunResult({ requests, format }: DryRun, result: Result | undefined): Result {
  if (requests.length === 0 && result !== undefined) return result
  if (format === 'request') {
    return { document: { dryRun: true, requests }, text: requests.map(formatRequest).join('\n\n') }
  }
  const curl = requests.map((request) => {
    const comment = request.condition === undefined ? '' : `# ${request.condition}:\n`
    return comment + curlCommand(request)
  })
  return { document: { curl }, text: curl.join('\n') }
}

function formatRequest({ condition, method, url, headers, body }: RecordedRequest): string {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const before = condition === undefined ? [] : [`${condition}:`, '']
  const after = body === undefined ? [] : ['', JSON.stringify(body, null, 2)]
  return [...before, `${method} ${url}`, ...head, ...after].join('\n')
}

/** Printed to stderr with the recorded requests. Undefined if there are none. */
export function dryRunNote({ requests }: DryRun): string | undefined {
  return requests.length === 0 ? undefined : 'nothing was sent; *** replaces secrets'
}

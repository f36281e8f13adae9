import type { Transport } from '@trtc-call/node'
import type { Result } from '../command.ts'
import { curlLine } from './curl-line.ts'
import { maskRequest, maskUrl, type ShownRequest, showRequest } from './mask-request.ts'

/** How it is shown: as a request, as a curl line, or as one that works. */
type Form = 'request' | 'curl' | 'live'

/** A way to the network that leads nowhere: it writes down what would have been sent and answers that all is well. */
export interface Rehearsal {
  readonly fetch: Transport
  readonly form: Form
  /** What would have been sent, in the order of sending. */
  readonly requests: readonly ShownRequest[]
  /** What the next request would wait for, by its number. */
  readonly conditions: ReadonlyMap<number, string>
  /** The next request would wait for this. */
  wait(condition: string): void
  /** Writes down that a URL of somebody else would be asked for its headers. */
  head(url: string): void
}

/** Undefined where neither `--dry-run` nor `--curl` is given. */
export function rehearsalFor({ dryRun, curl }: Readonly<Record<string, unknown>>): Rehearsal | undefined {
  if (curl) return startRehearsal(curl === 'live' ? 'live' : 'curl')
  return dryRun === true ? startRehearsal('request') : undefined
}

function startRehearsal(form: Form): Rehearsal {
  const shownOf = form === 'live' ? showRequest : maskRequest
  const requests: ShownRequest[] = []
  const conditions = new Map<number, string>()
  const looks = new Set<string>()
  return {
    form,
    requests,
    conditions,
    wait: (condition) => void conditions.set(requests.length, condition),
    head: (url) => void requests.push(headOf(form === 'live' ? url : maskUrl(url))),
    async fetch(url, init) {
      const isAgain = requests.length > 0 && isLook(url, init.headers) && (looks.has(init.body) || isOwn(init.body))
      if (!isAgain) requests.push(shownOf(url, init))
      looks.add(init.body)
      return { status: 200, headers: { get: () => null }, text: async () => answerFor(init.headers) }
    },
  }
}

const headOf = (url: string): ShownRequest => ({ method: 'HEAD', url, headers: {}, body: undefined })

/** What is asked again and again while a call or a stream lasts. */
function isLook(url: string, headers: Readonly<Record<string, string>>): boolean {
  return /get_call_info|DescribeStreamIngest/.test(`${url} ${Object.values(headers).join(' ')}`)
}

const id = 'dry-run'

/** About a call or a stream that there is only in the rehearsal. */
const isOwn = (body: string): boolean => body.includes(`"${id}"`)

/** Enough of an answer for every operation to go on to the next. */
function answerFor(headers: Readonly<Record<string, string>>): string {
  const isCloud = Object.keys(headers).some((name) => name.toLowerCase() === 'x-tc-action')
  const trtc = { Response: { RequestId: id, TaskId: id, Status: 'InProgress' } }
  const call = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: id, Response: { CallId: id } }
  return JSON.stringify(isCloud ? trtc : call)
}

/** The requests, in the place of what the command made of answers that nobody gave; its own result where it would ask nothing. */
export function rehearsed(rehearsal: Rehearsal, result: Result | undefined): Result {
  return rehearsal.requests.length === 0 && result !== undefined ? result : requestsResult(rehearsal)
}

function requestsResult(rehearsal: Rehearsal): Result {
  const { requests, conditions, form } = rehearsal
  if (form !== 'request') return curlResult(rehearsal)
  const text = requests.map(({ method, url, headers, body }, index) => {
    const condition = conditions.get(index)
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    const shown = [...(condition === undefined ? [] : [condition, '']), `${method} ${url}`, ...lines]
    return [...shown, ...(body === undefined ? [] : ['', JSON.stringify(body, null, 2)])].join('\n')
  })
  const shown = requests.map((request, index) => {
    const condition = conditions.get(index)
    return condition === undefined ? request : { condition: condition.replace(/:$/, ''), ...request }
  })
  return { document: { dryRun: true, requests: shown }, text: text.join('\n\n') }
}

/** Comments of the shell, so that the whole can be pasted. */
function curlResult({ requests, conditions }: Rehearsal): Result {
  const curl = requests.map((request, index) => {
    const condition = conditions.get(index)
    const line = curlLine(request)
    return condition === undefined ? line : `# ${condition}\n${line}`
  })
  return { document: { curl }, text: curl.join('\n') }
}

/** What has to be known beside the requests; undefined where there are none. */
export function rehearsalNote({ requests, form }: Rehearsal): string | undefined {
  return requests.length === 0 ? undefined : notes[form]
}

const notes: Readonly<Record<Form, string>> = {
  request: 'nothing was sent; *** stands for what is secret',
  curl: 'nothing was sent; *** stands for what is secret, --curl=live prints a line that works',
  live: 'warning: the line holds secrets. It is as good as a password until its signature expires; nothing was sent.',
}

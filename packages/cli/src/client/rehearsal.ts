import type { Transport } from '@trtc-call/node'
import type { Result } from '../result.ts'
import { type MaskedRequest, maskRequest } from './mask-request.ts'

/** A way to the network that leads nowhere: it writes down what would have been sent and answers that all is well. */
export interface Rehearsal {
  readonly fetch: Transport
  /** What would have been sent, in the order of sending. */
  readonly requests: readonly MaskedRequest[]
  /** What the next request would wait for, by its number. */
  readonly conditions: ReadonlyMap<number, string>
  /** The next request would wait for this. */
  wait(condition: string): void
}

export function startRehearsal(): Rehearsal {
  const requests: MaskedRequest[] = []
  const conditions = new Map<number, string>()
  return {
    requests,
    conditions,
    wait: (condition) => void conditions.set(requests.length, condition),
    async fetch(url, init) {
      if (requests.length === 0 || !isLook(url, init.headers)) requests.push(maskRequest(url, init))
      return { status: 200, headers: { get: () => null }, text: async () => answerFor(init.headers) }
    },
  }
}

/** What is asked again and again while a call or a stream lasts. */
function isLook(url: string, headers: Readonly<Record<string, string>>): boolean {
  return /get_call_info|DescribeStreamIngest/.test(`${url} ${Object.values(headers).join(' ')}`)
}

const id = 'dry-run'

/** Enough of an answer for every operation to go on to the next. */
function answerFor(headers: Readonly<Record<string, string>>): string {
  const isCloud = Object.keys(headers).some((name) => name.toLowerCase() === 'x-tc-action')
  const trtc = { Response: { RequestId: id, TaskId: id, Status: 'InProgress' } }
  const call = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: id, Response: { CallId: id } }
  return JSON.stringify(isCloud ? trtc : call)
}

/** The requests as a result. */
export function rehearsalResult({ requests, conditions }: Rehearsal): Result {
  const text = requests.map(({ method, url, headers, body }, index) => {
    const condition = conditions.get(index)
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    return [
      ...(condition === undefined ? [] : [condition, '']),
      `${method} ${url}`,
      ...lines,
      '',
      JSON.stringify(body, null, 2),
    ].join('\n')
  })
  return {
    document: { dryRun: true, requests },
    text: `${text.join('\n\n')}\n\nNothing was sent. *** stands for what is secret.`,
  }
}

import type { AuthInput } from '../auth/verify-auth.ts'
import { storeAuthInput } from '../explain/auth-inputs.ts'

/** A request with its response, even if a fault kept the response from the client. */
export interface RecordedRequest {
  /** Sequence number of the request, from 0. */
  readonly index: number
  /** Undefined for an unknown command or action. */
  readonly operationId: string | undefined
  /** Name of the command or action, as sent. */
  readonly command: string
  /** Real Unix time of arrival, in milliseconds. */
  readonly at: number
  /** The JSON body, including secrets; undefined if it was not read, is not JSON or has more than 256 kB. */
  readonly body: unknown
  /** With `usersig` masked. */
  readonly query: Readonly<Record<string, string>>
  /** With Authorization and X-TC-Token masked. */
  readonly headers: Readonly<Record<string, string>>
  readonly response: RecordedResponse
  /** Whether the operation was executed. */
  readonly executed: boolean
}

/** A response, whether or not it reached the client. */
export interface RecordedResponse {
  /** 0 for success, otherwise the vendor's code. */
  readonly code: number | string
  readonly requestId: string
  readonly body: unknown
}

/** A request and an estimate of its memory. */
interface Entry {
  readonly request: RecordedRequest
  readonly bytes: number
}

interface Limit {
  readonly requests: number
  readonly bytes: number
}

const limit: Limit = { requests: 10_000, bytes: 256 * 1024 * 1024 }
const errorLimit: Limit = { requests: 1_000, bytes: 8 * 1024 * 1024 }
/** Entries above the limit before some are removed, because removing from the front of a long array is slow. */
const slack = 500

/** The latest requests, oldest first. Requests with errors have a smaller limit, so that they do not displace the others. */
export class RequestLog {
  #all = new Usage()
  #errors = new Usage()
  #entries: Entry[] = []
  #count = 0

  /** Returns the index of the request. */
  add(request: Omit<RecordedRequest, 'index'>, authInput?: AuthInput, bytes = 0): number {
    const index = this.#count
    this.#count += 1
    const recorded = { index, ...request }
    if (authInput) storeAuthInput(recorded, authInput)
    this.#entries.push({ request: recorded, bytes })
    this.#all.add(bytes)
    if (isError(recorded)) this.#errors.add(bytes)
    if (this.#errors.exceeds(errorLimit)) this.#trim(errorLimit, isError)
    if (this.#all.exceeds(limit)) this.#trim(limit, () => true)
    return index
  }

  list(operationId?: string): RecordedRequest[] {
    return this.#entries
      .slice(-limit.requests)
      .map(({ request }) => request)
      .filter((request) => operationId === undefined || request.operationId === operationId)
  }

  /** Removes the oldest matching requests, down to half of the bytes. Keeps the latest one. */
  #trim({ requests, bytes }: Limit, matches: (request: RecordedRequest) => boolean): void {
    const usage = new Usage()
    const kept = this.#entries.toReversed().filter((entry) => {
      if (!matches(entry.request)) return true
      const isKept = usage.requests === 0 || (usage.requests < requests && usage.bytes + entry.bytes <= bytes / 2)
      if (isKept) usage.add(entry.bytes)
      return isKept
    })
    this.#entries = kept.reverse()
    this.#all = Usage.of(this.#entries)
    this.#errors = Usage.of(this.#entries.filter(({ request }) => isError(request)))
  }
}

class Usage {
  requests = 0
  bytes = 0

  static of(entries: readonly Entry[]): Usage {
    const usage = new Usage()
    for (const { bytes } of entries) usage.add(bytes)
    return usage
  }

  add(bytes: number): void {
    this.requests += 1
    this.bytes += bytes
  }

  exceeds({ requests, bytes }: Limit): boolean {
    return this.requests >= requests + slack || (this.bytes > bytes && this.requests > 1)
  }
}

function isError({ response }: RecordedRequest): boolean {
  return response.code !== 0
}

import type { Evidence } from '../auth/judge.ts'
import { keepEvidence } from '../explain/kept-evidence.ts'

/** A request that was answered, or would have been had no fault come between. */
export interface RecordedRequest {
  /** Counts all requests since the start, from 0. */
  readonly index: number
  /** The spec's name; undefined for a command or action that does not exist. */
  readonly operationId: string | undefined
  /** The vendor's name, as sent. */
  readonly command: string
  /** Real Unix time in milliseconds at which it came. */
  readonly at: number
  /** The JSON body as it came, secrets included; undefined where it was not read, is no JSON, or has more than 256 kB. */
  readonly body: unknown
  /** With `usersig` masked. */
  readonly query: Readonly<Record<string, string>>
  /** With Authorization and X-TC-Token masked. */
  readonly headers: Readonly<Record<string, string>>
  /** What the envelope says. */
  readonly answer: RecordedAnswer
  /** Whether the operation was carried out. */
  readonly acted: boolean
}

/** The envelope, whether or not it arrived. */
export interface RecordedAnswer {
  /** 0 for success, otherwise the vendor's code. */
  readonly code: number | string
  readonly requestId: string
  readonly body: unknown
}

const keeps = 10_000
const keepsRefused = 1_000
/** How many too many are let grow, because taking them from the front of a long list is slow. */
const slack = 500

/** The latest requests, oldest first. Of those that were refused fewer are kept: who sends nonsense sends much of it. */
export class RequestLog {
  #requests: RecordedRequest[] = []
  #count = 0
  #refused = 0

  /** Returns its index. */
  add(request: Omit<RecordedRequest, 'index'>, evidence?: Evidence): number {
    const index = this.#count
    this.#count += 1
    const recorded = { index, ...request }
    if (evidence) keepEvidence(recorded, evidence)
    this.#requests.push(recorded)
    if (request.answer.code !== 0) this.#refused += 1
    if (this.#refused >= keepsRefused + slack) this.#forgetRefused()
    if (this.#requests.length >= keeps + slack) this.#forget(this.#requests.slice(-keeps))
    return index
  }

  list(operationId?: string): RecordedRequest[] {
    return this.#requests
      .slice(-keeps)
      .filter((request) => operationId === undefined || request.operationId === operationId)
  }

  #forgetRefused(): void {
    let surplus = this.#refused - keepsRefused
    this.#forget(this.#requests.filter(({ answer }) => answer.code === 0 || --surplus < 0))
  }

  #forget(kept: RecordedRequest[]): void {
    this.#requests = kept
    this.#refused = kept.filter(({ answer }) => answer.code !== 0).length
  }
}

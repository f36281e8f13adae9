import type { Evidence } from '../auth/verify.ts'
import { keepEvidence } from '../explain/auth-inputs.ts'

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
  readonly response: RecordedResponse
  /** Whether the operation was carried out. */
  readonly executed: boolean
}

/** The envelope, whether or not it arrived. */
export interface RecordedResponse {
  /** 0 for success, otherwise the vendor's code. */
  readonly code: number | string
  readonly requestId: string
  readonly body: unknown
}

/** A request, and how much memory it is likely to take, in bytes. */
interface Entry {
  readonly request: RecordedRequest
  readonly weight: number
}

/** How many are kept, and how heavy they may be together. */
interface Room {
  readonly requests: number
  readonly weight: number
}

const room: Room = { requests: 10_000, weight: 256 * 1024 * 1024 }
const roomForRefused: Room = { requests: 1_000, weight: 8 * 1024 * 1024 }
/** How many too many are let grow, because taking them from the front of a long list is slow. */
const slack = 500

/** The latest requests, oldest first. Of those that were refused fewer are kept: who sends nonsense sends much of it. */
export class RequestLog {
  #all = new Tally()
  #refused = new Tally()
  #entries: Entry[] = []
  #count = 0

  /** Returns its index. */
  add(request: Omit<RecordedRequest, 'index'>, evidence?: Evidence, weight = 0): number {
    const index = this.#count
    this.#count += 1
    const recorded = { index, ...request }
    if (evidence) keepEvidence(recorded, evidence)
    this.#entries.push({ request: recorded, weight })
    this.#all.count(weight)
    if (isRefused(recorded)) this.#refused.count(weight)
    if (this.#refused.exceeds(roomForRefused)) this.#forget(roomForRefused, isRefused)
    if (this.#all.exceeds(room)) this.#forget(room, () => true)
    return index
  }

  list(operationId?: string): RecordedRequest[] {
    return this.#entries
      .slice(-room.requests)
      .map(({ request }) => request)
      .filter((request) => operationId === undefined || request.operationId === operationId)
  }

  /** The oldest of those that are meant. Half of the weight goes at once, and the latest never does. */
  #forget({ requests, weight }: Room, isMeant: (request: RecordedRequest) => boolean): void {
    const left = new Tally()
    const kept = this.#entries.toReversed().filter((entry) => {
      if (!isMeant(entry.request)) return true
      const isKept = left.requests === 0 || (left.requests < requests && left.weight + entry.weight <= weight / 2)
      if (isKept) left.count(entry.weight)
      return isKept
    })
    this.#entries = kept.reverse()
    this.#all = Tally.of(this.#entries)
    this.#refused = Tally.of(this.#entries.filter(({ request }) => isRefused(request)))
  }
}

/** How many requests there are, and how heavy they are together. */
class Tally {
  requests = 0
  weight = 0

  static of(entries: readonly Entry[]): Tally {
    const tally = new Tally()
    for (const { weight } of entries) tally.count(weight)
    return tally
  }

  count(weight: number): void {
    this.requests += 1
    this.weight += weight
  }

  exceeds({ requests, weight }: Room): boolean {
    return this.requests >= requests + slack || (this.weight > weight && this.requests > 1)
  }
}

function isRefused({ response }: RecordedRequest): boolean {
  return response.code !== 0
}

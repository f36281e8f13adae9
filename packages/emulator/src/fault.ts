import { isObject } from './is-object.ts'
import { refuseUnknown } from './refuse-unknown.ts'

/**
 * What a scripted answer looks like on the wire.
 *
 * - `drop`: the connection ends without a byte
 * - `reset`: the connection is reset
 * - `reset-mid-body`: status 200, half of the body, then the connection is reset
 * - `hang`: nothing ever comes
 * - `slow`: the whole answer, but a byte at a time, a tenth of a second apart
 * - `half-json`: status 200 and the first half of the envelope
 * - `html`: status 200 and a page
 * - `redirect`: status 302 to another path of the emulator
 * - `{ status }`: that status, with a page
 */
export type FaultShape =
  | 'drop'
  | 'hang'
  | 'reset'
  | 'reset-mid-body'
  | 'half-json'
  | 'html'
  | 'redirect'
  | 'slow'
  | { readonly status: number }

/**
 * Something that goes wrong on purpose, for the next requests of one operation that pass authentication and validation.
 *
 * @example
 * emulator.script('startCallByRobot', { then: 'drop' })                 // it rings, but nobody hears that it does
 * emulator.script('startCallByRobot', { code: 60011, retryAfter: 1 })   // refused, nothing rings
 * emulator.script('stopStreamIngest', { act: false, then: { status: 502 }, times: 2 })
 * emulator.script('getCallInfo', { then: 'html', onRequest: 3 })        // the third look from now
 * emulator.script('getCallInfo', { code: 60008, probability: 0.1 })     // one look in ten, until clearFaults()
 */
export interface Fault {
  /** Whether the operation is carried out all the same. Default: true, but false when a `code` is given. */
  readonly act?: boolean
  /** The shape of the answer. Default: an ordinary envelope. */
  readonly then?: FaultShape
  /** Vendor code to answer with: a number for the Call family, text for the cloud API. */
  readonly code?: number | string
  /** Real milliseconds to wait before answering; the operation is carried out before them. */
  readonly delayMs?: number
  /** How many requests it applies to. Default 1; with a `probability`, all. */
  readonly times?: number
  /** From which request on, counted from now: 1, the default, is the next one. */
  readonly onRequest?: number
  /** How likely it applies to a request, from above 0 to 1; the emulator's `seed` makes the dice fall the same again. */
  readonly probability?: number
  /** Value of a Retry-After header, in seconds. */
  readonly retryAfter?: number
}

const shapes: readonly unknown[] = [
  'drop',
  'hang',
  'reset',
  'reset-mid-body',
  'half-json',
  'html',
  'redirect',
  'slow',
] satisfies FaultShape[]

/** A day; no timer waits longer than 24 of them. */
const longestMs = 86_400_000

const fields = ['act', 'then', 'code', 'delayMs', 'times', 'onRequest', 'probability', 'retryAfter'] as const

/** @throws TypeError when the fault is none that can be shown. */
export function assertFault(fault: Fault): void {
  if (!isObject(fault)) throw new TypeError("script: the fault must be an object such as { then: 'drop' }")
  const { act, then, code, delayMs = 0, times = 1, retryAfter = 0 } = fault
  refuseUnknown('script', fault, fields)
  if (then !== undefined && !isStatus(then) && !shapes.includes(then)) {
    throw new TypeError(`script: then must be { status }, from 200 to 599, or one of ${shapes.join(', ')}`)
  }
  if (act !== undefined && typeof act !== 'boolean') throw new TypeError('script: act must be true or false')
  if (code === 0 || code === '') throw new TypeError('script: code 0 is success; leave it out')
  if (code !== undefined && typeof code !== 'string' && !Number.isSafeInteger(code)) {
    throw new TypeError('script: code must be a number of the Call family or a code of the cloud API in words')
  }
  if (!isCount(delayMs, longestMs) || !isCount(retryAfter, longestMs)) {
    throw new TypeError(`script: delayMs and retryAfter must be from 0 to ${longestMs}`)
  }
  if (typeof times !== 'number' || !(times >= 1)) throw new TypeError('script: times must be 1 or more')
  assertChance(fault)
  if (then === undefined && code === undefined && delayMs === 0 && fault.act !== false && retryAfter === 0) {
    throw new TypeError('script: this fault changes nothing; give then, code, delayMs or act: false')
  }
}

function assertChance({ onRequest = 1, probability = 1 }: Fault): void {
  if (!Number.isInteger(onRequest) || onRequest < 1) throw new TypeError('script: onRequest must be 1 or more')
  if (!(isCount(probability, 1) && probability > 0))
    throw new TypeError('script: probability must be above 0, 1 at most')
}

function isStatus(then: unknown): boolean {
  const { status } = isObject(then) ? then : {}
  return Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599
}

function isCount(value: unknown, most: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= most
}

import { isObject } from '../is-object.ts'
import { assertKnownFields } from '../options/assert-known-fields.ts'
import { OptionError, type OptionErrorReason } from '../options/option-error.ts'

export const faultResponses = [
  'drop',
  'hang',
  'reset',
  'reset-mid-body',
  'half-json',
  'html',
  'redirect',
  'slow',
] as const

/**
 * What a fault sends instead of the response.
 *
 * - `drop`: closes the connection without a byte
 * - `reset`: resets the connection
 * - `reset-mid-body`: status 200, half of the body, then a connection reset
 * - `hang`: never responds
 * - `slow`: the whole response, one byte every tenth of a second
 * - `half-json`: status 200 and the first half of the JSON
 * - `html`: status 200 and an HTML page
 * - `redirect`: status 302 to another path of the emulator
 * - `{ status }`: that status and an HTML page
 */
export type FaultResponse = (typeof faultResponses)[number] | { readonly status: number }

/**
 * A fault to inject into the next requests of one operation that pass authentication and validation.
 *
 * @example
 * emulator.script('startCallByRobot', { then: 'drop' })                 // the phone rings, the response is lost
 * emulator.script('startCallByRobot', { code: 60011, retryAfter: 1 })   // rejected, no phone rings
 * emulator.script('stopStreamIngest', { execute: false, then: { status: 502 }, times: 2 })
 * emulator.script('getCallInfo', { then: 'html', onRequest: 3 })        // the third request from now
 * emulator.script('getCallInfo', { code: 60008, probability: 0.1 })     // one request in ten, until clearFaults()
 */
export interface Fault {
  /** Whether the operation is executed. Default true; false with a `code`. */
  readonly execute?: boolean
  /** What is sent instead of the response. Default: the response. */
  readonly then?: FaultResponse
  /** Vendor error code: a number for the Call interface, text for the cloud API. */
  readonly code?: number | string
  /** Real time between the execution and the response, in milliseconds. Up to a day. */
  readonly delayMs?: number
  /** How many requests are affected. Default 1; with a `probability`, all. */
  readonly times?: number
  /** The first affected request, counted from now. Default 1, the next one. */
  readonly onRequest?: number
  /** Probability that a request is affected, above 0 and at most 1. With a `seed`, the same requests in every run. */
  readonly probability?: number
  /** Value of a Retry-After header, in seconds. */
  readonly retryAfter?: number
}

const dayMs = 86_400_000

const fields = ['execute', 'then', 'code', 'delayMs', 'times', 'onRequest', 'probability', 'retryAfter'] as const

/** @throws OptionError whose field starts with `path`. */
export function assertFault(caller: string, path: string, fault: Fault): void {
  if (!isObject(fault)) throw new OptionError(caller, path, 'type', "must be an object such as { then: 'drop' }")
  assertKnownFields(caller, path, fault, fields)
  const assert = (isValid: boolean, field: keyof Fault, reason: OptionErrorReason, detail: string) => {
    if (!isValid) throw new OptionError(caller, `${path}.${field}`, reason, detail)
  }
  const { execute, then, code, delayMs = 0, times = 1, onRequest = 1, probability = 1, retryAfter = 0 } = fault
  const isKnown = then === undefined || isStatus(then) || (faultResponses as readonly unknown[]).includes(then)
  assert(isKnown, 'then', 'range', `must be { status }, from 200 to 599, or one of ${faultResponses.join(', ')}`)
  assert(execute === undefined || typeof execute === 'boolean', 'execute', 'type', 'must be true or false')
  assert(code !== 0 && code !== '', 'code', 'range', 'must not be 0, which is success; leave it out')
  const isCode = code === undefined || typeof code === 'string' || Number.isSafeInteger(code)
  assert(isCode, 'code', 'type', 'must be a number (Call interface) or a text (cloud API)')
  assert(isUpTo(delayMs, dayMs), 'delayMs', 'range', `must be from 0 to ${dayMs}`)
  assert(isUpTo(retryAfter, dayMs), 'retryAfter', 'range', `must be from 0 to ${dayMs}`)
  assert(typeof times === 'number' && times >= 1, 'times', 'range', 'must be 1 or more')
  assert(
    Number.isInteger(onRequest) && Number(onRequest) >= 1,
    'onRequest',
    'range',
    'must be a whole number, 1 or more',
  )
  assert(isUpTo(probability, 1) && probability !== 0, 'probability', 'range', 'must be above 0 and at most 1')
  if (then === undefined && code === undefined && delayMs === 0 && execute !== false && retryAfter === 0) {
    throw new OptionError(
      caller,
      path,
      'missing',
      'changes nothing; give then, code, delayMs, retryAfter or execute: false',
    )
  }
}

function isStatus(then: unknown): boolean {
  const { status } = isObject(then) ? then : {}
  return Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599
}

function isUpTo(value: unknown, max: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= max
}

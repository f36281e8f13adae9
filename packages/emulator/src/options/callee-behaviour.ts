import { isObject } from '../is-object.ts'
import { assertKnownFields } from './assert-known-fields.ts'
import { OptionError, type OptionErrorReason } from './option-error.ts'
import type { PhoneApp } from './phone-options.ts'
import { quoteValue } from './quote-value.ts'

/**
 * How a callee's phone reacts when it rings.
 *
 * @example
 * emulator.callee('jack', { does: 'answer', afterMs: 2_000, hangUpAfterMs: 30_000 })
 * emulator.callee('jill', { does: 'answer', app: 'ios', presence: 'offline-push', devices: 2 })
 */
export interface CalleeBehaviour {
  /** `ignore` lets the phone ring; `busy` declines because of another call; `offline` is an unreachable phone. */
  readonly does: (typeof calleeActions)[number]
  /** Delay before the reaction, in milliseconds. Default: the emulator's `answerAfterMs` for answer and reject, else 0. */
  readonly afterMs?: number
  /** How long after the answer this callee hangs up, in milliseconds. Default: never. */
  readonly hangUpAfterMs?: number
  /** Default: the emulator's `app`. */
  readonly app?: PhoneApp
  /**
   * Whether the app is running. `offline-push`: a push wakes it, unless the call has PushFlag 1. `offline`: the phone never
   * rings, and the service waits until `Timeout`. Default `online`.
   */
  readonly presence?: 'online' | 'offline-push' | 'offline'
  /** How long a push takes, in milliseconds. Default: the emulator's `pushDelayMs`. */
  readonly pushDelayMs?: number
  /** How many devices ring, 1 to 100. When one answers, the others stop. The 1v1 edition rings one. Default 1. */
  readonly devices?: number
}

export const calleeActions = ['answer', 'reject', 'ignore', 'busy', 'offline'] as const
const apps: readonly string[] = ['android', 'ios', 'web'] satisfies PhoneApp[]
const presences: readonly string[] = ['online', 'offline-push', 'offline'] satisfies CalleeBehaviour['presence'][]
const fields = ['does', 'afterMs', 'hangUpAfterMs', 'app', 'presence', 'pushDelayMs', 'devices']

/** The timeline has an event for each device. */
const maxDevices = 100

/** @throws OptionError for an empty userID. */
export function assertUserId(caller: string, field: string, userId: string): void {
  if (userId === '') throw new OptionError(caller, field, 'length', 'must not have an empty userID')
}

/** @throws OptionError whose field starts with `path`. */
export function assertBehaviour(caller: string, path: string, behaviour: CalleeBehaviour): void {
  if (!isObject(behaviour)) throw new OptionError(caller, path, 'type', "must be an object such as { does: 'answer' }")
  assertKnownFields(caller, path, behaviour, fields)
  const invalid = (field: string, reason: OptionErrorReason, allowed: string, value: unknown) =>
    new OptionError(caller, `${path}.${field}`, reason, `must be ${allowed}; given: ${quoteValue(value)}`)
  const { does, afterMs, hangUpAfterMs, pushDelayMs, app, presence, devices = 1 } = behaviour
  if (!calleeActions.includes(does)) throw invalid('does', 'range', `one of ${calleeActions.join(', ')}`, does)
  for (const [name, ms] of Object.entries({ afterMs, hangUpAfterMs, pushDelayMs })) {
    if (ms !== undefined && !(typeof ms === 'number' && ms >= 0)) {
      throw invalid(name, typeof ms === 'number' ? 'range' : 'type', 'milliseconds, 0 or more', ms)
    }
  }
  if (app !== undefined && !apps.includes(app)) throw invalid('app', 'range', `one of ${apps.join(', ')}`, app)
  if (presence !== undefined && !presences.includes(presence)) {
    throw invalid('presence', 'range', `one of ${presences.join(', ')}`, presence)
  }
  if (!Number.isInteger(devices) || devices < 1 || devices > maxDevices) {
    throw invalid('devices', 'range', `a whole number from 1 to ${maxDevices}`, devices)
  }
}

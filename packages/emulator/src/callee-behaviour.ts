import { isObject } from './is-object.ts'
import type { PhoneApp } from './phone-options.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { shown } from './shown.ts'

/**
 * How a phone reacts to being rung.
 *
 * @example
 * emulator.callee('jack', { does: 'answer', afterMs: 2_000, hangUpAfterMs: 30_000 })
 * emulator.callee('jill', { does: 'answer', app: 'ios', presence: 'offline-push', devices: 2 })
 */
export interface CalleeBehaviour {
  /** `ignore` lets it ring; `busy` declines because of another call; `offline` is a phone that cannot be reached. */
  readonly does: 'answer' | 'reject' | 'ignore' | 'busy' | 'offline'
  /** After how long, in milliseconds. Default: the emulator's `answerAfterMs` for answer and reject, else 0. */
  readonly afterMs?: number
  /** After how long a talk ends from this side, in milliseconds since the answer. Default: never. */
  readonly hangUpAfterMs?: number
  /** Default: the emulator's `app`. */
  readonly app?: PhoneApp
  /**
   * Whether the app runs. With `offline-push` a push wakes it, unless the call was placed with PushFlag 1; with `offline`
   * nothing does, it never rings, and the service waits until `Timeout`. Default `online`.
   */
  readonly presence?: 'online' | 'offline-push' | 'offline'
  /** How long a push takes, in milliseconds. Default: the emulator's `pushDelayMs`. */
  readonly pushDelayMs?: number
  /** How many devices ring; one answers, the others stop. The 1v1 edition rings one. Default 1. */
  readonly devices?: number
}

const deeds: readonly string[] = ['answer', 'reject', 'ignore', 'busy', 'offline'] satisfies CalleeBehaviour['does'][]
const apps: readonly string[] = ['android', 'ios', 'web'] satisfies PhoneApp[]
const presences: readonly string[] = ['online', 'offline-push', 'offline'] satisfies CalleeBehaviour['presence'][]
const fields = ['does', 'afterMs', 'hangUpAfterMs', 'app', 'presence', 'pushDelayMs', 'devices']

/** More than anybody owns; each of them is told of in the timeline. */
const mostDevices = 100

/** @throws TypeError when the behaviour is none that a phone can show. */
export function assertBehaviour(userId: string, behaviour: CalleeBehaviour): void {
  if (userId === '') throw new TypeError('callee: the userID must not be empty')
  if (!isObject(behaviour))
    throw new TypeError(`callee ${userId}: the behaviour must be an object such as { does: 'answer' }`)
  const { does, afterMs, hangUpAfterMs, pushDelayMs, app, presence, devices = 1 } = behaviour
  refuseUnknown(`callee ${userId}`, behaviour, fields)
  if (!deeds.includes(does)) throw mustBe(userId, 'does', `one of ${deeds.join(', ')}`, does)
  for (const [name, ms] of Object.entries({ afterMs, hangUpAfterMs, pushDelayMs })) {
    if (ms !== undefined && !(typeof ms === 'number' && ms >= 0))
      throw mustBe(userId, name, 'milliseconds, 0 or more', ms)
  }
  if (app !== undefined && !apps.includes(app)) {
    throw mustBe(userId, 'app', `one of ${apps.join(', ')}`, app)
  }
  if (presence !== undefined && !presences.includes(presence)) {
    throw mustBe(userId, 'presence', `one of ${presences.join(', ')}`, presence)
  }
  if (!Number.isInteger(devices) || devices < 1 || devices > mostDevices) {
    throw mustBe(userId, 'devices', `a whole number from 1 to ${mostDevices}`, devices)
  }
}

function mustBe(userId: string, field: string, wanted: string, value: unknown): TypeError {
  return new TypeError(`callee ${userId}: ${field} must be ${wanted}; given: ${shown(value)}`)
}

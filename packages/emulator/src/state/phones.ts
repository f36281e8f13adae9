import { behaviourFromUserId } from '../faults/user-id-faults.ts'
import type { CalleeBehaviour } from '../options/callee-behaviour.ts'
import type { Edition } from '../options/phone-options.ts'

/** A behaviour with all defaults filled in. */
export type Reaction = CalleeBehaviour & Required<Omit<CalleeBehaviour, 'hangUpAfterMs'>>

interface PhoneDefaults {
  readonly users: Readonly<Record<string, CalleeBehaviour>>
  readonly answerAfterMs: number
  readonly pushDelayMs: number
  readonly app: Reaction['app']
  readonly edition: Edition
}

/** State of phones as JSON, by userID. */
export interface SavedPhones {
  readonly behaviours: Readonly<Record<string, CalleeBehaviour>>
  readonly refusals: Readonly<Record<string, number>>
  readonly rings: Readonly<Record<string, number>>
}

/** The phones of callees, with their behaviour and their number of rings. */
export class Phones {
  readonly #behaviours: Map<string, CalleeBehaviour>
  readonly #refusals = new Map<string, number>()
  readonly #rings = new Map<string, number>()
  /** Number of calls in which a phone rings or talks. */
  readonly #engagements = new Map<string, number>()
  readonly #defaults: PhoneDefaults

  constructor(defaults: PhoneDefaults) {
    this.#behaviours = new Map(Object.entries(defaults.users))
    this.#defaults = defaults
  }

  set(userId: string, behaviour: CalleeBehaviour): void {
    this.#behaviours.set(userId, behaviour)
  }

  /** Returns what a phone does when it rings. */
  reaction(userId: string): Reaction {
    const { answerAfterMs, pushDelayMs, app, edition } = this.#defaults
    const behaviour = this.#behaviours.get(userId) ?? behaviourFromUserId(userId) ?? { does: 'answer' }
    const isReaction = behaviour.does === 'answer' || behaviour.does === 'reject'
    return {
      app,
      presence: 'online',
      pushDelayMs,
      ...behaviour,
      afterMs: behaviour.afterMs ?? (isReaction ? answerAfterMs : 0),
      devices: edition === '1v1' ? 1 : (behaviour.devices ?? 1),
    }
  }

  /** Sets the ResultCode of a callee, who then does not ring; 0 removes it. */
  refuse(userId: string, resultCode: number): void {
    this.#refusals.set(userId, resultCode)
  }

  /** ResultCode of start_call_by_robot for this callee. */
  resultCode(userId: string): number {
    return this.#refusals.get(userId) ?? 0
  }

  /** All phones with a behaviour, a ResultCode or a ring. */
  list(): { userId: string; behaviour: CalleeBehaviour; rings: number; isEngaged: boolean; resultCode: number }[] {
    const userIds = new Set([...this.#behaviours.keys(), ...this.#refusals.keys(), ...this.#rings.keys()])
    return [...userIds].map((userId) => ({
      userId,
      behaviour: this.reaction(userId),
      rings: this.rings(userId),
      isEngaged: this.isEngaged(userId),
      resultCode: this.resultCode(userId),
    }))
  }

  /** Without the engagements, which follow from the calls. */
  save(): SavedPhones {
    return {
      behaviours: Object.fromEntries(this.#behaviours),
      refusals: Object.fromEntries(this.#refusals),
      rings: Object.fromEntries(this.#rings),
    }
  }

  load({ behaviours, refusals, rings }: SavedPhones): void {
    for (const map of [this.#behaviours, this.#refusals, this.#rings, this.#engagements]) map.clear()
    for (const [userId, behaviour] of Object.entries(behaviours)) this.#behaviours.set(userId, behaviour)
    for (const [userId, code] of Object.entries(refusals)) this.#refusals.set(userId, code)
    for (const [userId, count] of Object.entries(rings)) this.#rings.set(userId, count)
  }

  engage(userId: string): void {
    this.#engagements.set(userId, (this.#engagements.get(userId) ?? 0) + 1)
  }

  release(userId: string): void {
    const left = (this.#engagements.get(userId) ?? 0) - 1
    if (left > 0) this.#engagements.set(userId, left)
    else this.#engagements.delete(userId)
  }

  isEngaged(userId: string): boolean {
    return this.#engagements.has(userId)
  }

  countRing(userId: string): void {
    this.#rings.set(userId, (this.#rings.get(userId) ?? 0) + 1)
  }

  rings(userId?: string): number {
    if (userId !== undefined) return this.#rings.get(userId) ?? 0
    return [...this.#rings.values()].reduce((sum, count) => sum + count, 0)
  }
}

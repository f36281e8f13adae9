import type { Cancel, Clock } from '../clock.ts'
import type { Randomness } from '../randomness.ts'
import type { Room } from '../room.ts'
import type { Teller } from '../timeline.ts'
import { audienceOf, type Listener } from './audience.ts'
import {
  type Call,
  type CallListener,
  type CallResult,
  type CallView,
  hasCompany,
  type MemberStatus,
  resultOf,
  viewCall,
} from './call.ts'
import type { Phones } from './phones.ts'
import { type Doing, type Rung, ring, silence } from './ring-phones.ts'
import { loadCall, type SavedCall, saveCall } from './saved-calls.ts'
import { statusKinds } from './status-events.ts'

/** What start_call_by_robot asks for, without the callees that were refused. */
export type Ring = Omit<Call, 'id' | 'startedAt' | 'callees' | 'acceptedAt' | 'lastToLeave' | 'endedAt' | 'result'> & {
  readonly callees: readonly string[]
}

interface Surroundings {
  readonly clock: Clock
  readonly timeline: Teller
  readonly phones: Phones
  readonly random: Randomness
  readonly listener: CallListener
}

const keepsEnded = 10_000

/**
 * All calls, as a state machine. Every callee goes one way, and the call is over when the robot is alone:
 *
 *     Waiting ─┬─ Calling ── Left, Interrupted
 *              └─ Rejected, Busy, Offline, NotAnswered (at `Timeout`), Cancelled (by end_call)
 */
export class Calls {
  readonly #surroundings: Surroundings
  readonly #live = new Map<string, Call>()
  #ended: Call[] = []
  readonly #timers = new Map<string, Cancel[]>()
  readonly #loadedIds = new Set<string>()

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  start({ callees, ...rest }: Ring): Call {
    const { clock, timeline, phones, listener } = this.#surroundings
    const busy = new Set(callees.filter((userId) => phones.isEngaged(userId)))
    const waiting = callees.map((userId) => [userId, 'Waiting'] as const)
    const call: Call = { id: this.#newId(), ...rest, startedAt: clock.now(), callees: new Map(waiting) }
    this.#live.set(call.id, call)
    timeline.tell('call-started', { callId: call.id, userId: call.robot })
    listener.onStart(call)
    for (const userId of callees) {
      phones.engage(userId)
      ring(this.#rung(call, userId, busy.has(userId)), this.#surroundings)
    }
    this.#later(call, call.timeoutMs, () => this.#giveUp(call))
    return call
  }

  /** Those that are over first. */
  save(): SavedCall[] {
    return [...this.#ended, ...this.#live.values()].map(saveCall)
  }

  /** In place of all others. Phones that ring go on ringing; nothing is told to anybody. */
  load(saved: readonly SavedCall[], shiftMs: number): void {
    const calls = saved.map((call) => loadCall(call, shiftMs))
    for (const { id } of calls) this.#loadedIds.add(id)
    this.#ended = calls.filter(({ endedAt }) => endedAt !== undefined)
    this.#live.clear()
    this.#timers.clear()
    for (const call of calls) if (call.endedAt === undefined) this.#goOn(call)
  }

  /** A live call. */
  find(callId: string): Call | undefined {
    return this.#live.get(callId)
  }

  views(): CallView[] {
    return [...this.#ended, ...this.#live.values()].map(viewCall)
  }

  /** Who talks in a room. */
  audience(room: Room): Listener[] {
    return audienceOf([...this.#live.values()], room)
  }

  answer(call: Call, userId: string, hangUpAfterMs?: number): boolean {
    if (!this.#move(call, userId, 'Waiting', 'Calling')) return false
    call.acceptedAt ??= this.#surroundings.clock.now()
    if (hangUpAfterMs !== undefined) this.#later(call, hangUpAfterMs, () => this.leave(call, userId, 'Left'))
    return true
  }

  /** Somebody who is rung drops out. */
  decline(call: Call, userId: string, status: 'Rejected' | 'Busy' | 'Offline' | 'NotAnswered'): boolean {
    return this.#move(call, userId, 'Waiting', status)
  }

  /** Somebody who talks drops out. */
  leave(call: Call, userId: string, status: 'Left' | 'Interrupted'): boolean {
    if (call.callees.get(userId) === 'Calling') call.lastToLeave = status
    return this.#move(call, userId, 'Calling', status)
  }

  /** end_call: everybody is out. */
  endForAll(call: Call): void {
    for (const [userId, status] of call.callees) {
      if (status !== 'Waiting' && status !== 'Calling') continue
      call.callees.set(userId, status === 'Waiting' ? 'Cancelled' : 'Left')
      this.#surroundings.phones.release(userId)
    }
    this.#end(call, call.acceptedAt === undefined ? 'Cancel' : 'NormalEnd')
  }

  /** Another emulator with the same seed gave the same ids. */
  #newId(): string {
    const id = this.#surroundings.random.uuid()
    return this.#loadedIds.has(id) ? this.#newId() : id
  }

  #goOn(call: Call): void {
    const { clock, phones } = this.#surroundings
    this.#live.set(call.id, call)
    const left = (at: number, afterMs: number) => Math.max(0, at + afterMs - clock.now())
    for (const [userId, status] of call.callees) {
      const phone = phones.reaction(userId)
      if (status === 'Waiting' || status === 'Calling') phones.engage(userId)
      if (status === 'Waiting') this.#react(call, userId, { ...phone, afterMs: left(call.startedAt, phone.afterMs) })
      if (status !== 'Calling' || phone.hangUpAfterMs === undefined) continue
      const talksFor = left(call.acceptedAt ?? call.startedAt, phone.hangUpAfterMs)
      this.#later(call, talksFor, () => this.leave(call, userId, 'Left'))
    }
    this.#later(call, left(call.startedAt, call.timeoutMs), () => this.#giveUp(call))
  }

  #rung(call: Call, userId: string, isOccupied: boolean): Rung {
    return {
      call,
      userId,
      isOccupied,
      react: (doing) => this.#react(call, userId, doing),
      later: (delayMs, act) => this.#later(call, delayMs, act),
    }
  }

  #react(call: Call, userId: string, { does, afterMs, hangUpAfterMs }: Doing): void {
    const reactions = {
      answer: () => this.answer(call, userId, hangUpAfterMs),
      reject: () => this.decline(call, userId, 'Rejected'),
      busy: () => this.decline(call, userId, 'Busy'),
      offline: () => this.decline(call, userId, 'Offline'),
    }
    if (does !== 'ignore') this.#later(call, afterMs, reactions[does])
  }

  #giveUp(call: Call): void {
    for (const userId of call.callees.keys()) this.decline(call, userId, 'NotAnswered')
  }

  #move(call: Call, userId: string, from: MemberStatus, to: keyof typeof statusKinds): boolean {
    if (call.endedAt !== undefined || call.callees.get(userId) !== from) return false
    call.callees.set(userId, to)
    if (to !== 'Calling') this.#surroundings.phones.release(userId)
    this.#surroundings.timeline.tell(statusKinds[to], { callId: call.id, userId })
    if (to === 'Calling' || to === 'Rejected') silence(call, userId, this.#surroundings)
    this.#surroundings.listener.onChange(call, userId, to)
    if (!hasCompany(call)) this.#end(call, resultOf(call), userId)
    return true
  }

  #end(call: Call, result: CallResult, userId?: string): void {
    const { clock, timeline, listener } = this.#surroundings
    const endedAt = clock.now()
    Object.assign(call, { endedAt, result })
    this.#live.delete(call.id)
    this.#ended.push(call)
    if (this.#ended.length > keepsEnded) this.#ended.shift()
    for (const cancel of this.#timers.get(call.id) ?? []) cancel()
    this.#timers.delete(call.id)
    timeline.tell('call-ended', { callId: call.id, detail: result })
    listener.onEnd({ ...call, endedAt, result }, userId)
  }

  #later(call: Call, delayMs: number, act: () => void): void {
    const timers = this.#timers.get(call.id) ?? []
    this.#timers.set(call.id, [...timers, this.#surroundings.clock.after(delayMs, act)])
  }
}

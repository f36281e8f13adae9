import type { Cancel, Clock } from '../clock/clock.ts'
import type { Randomness } from '../randomness.ts'
import type { Room } from '../room.ts'
import type { EventSink } from '../timeline.ts'
import { type AudienceMember, audienceOf } from './audience.ts'
import {
  type Call,
  type CallListener,
  type CallResult,
  type CallView,
  hasActiveCallee,
  type MemberStatus,
  resultOf,
  viewCall,
} from './call.ts'
import type { Phones } from './phones.ts'
import { type PhoneReaction, type RingTarget, ringCallee, stopOtherDevices } from './ring-phones.ts'
import { loadCall, type SavedCall, saveCall } from './saved-calls.ts'
import { statusEvents } from './status-events.ts'

/** The request of start_call_by_robot, without callees that have a ResultCode. */
export type CallRequest = Omit<
  Call,
  'id' | 'startedAt' | 'callees' | 'acceptedAt' | 'lastToLeave' | 'endedAt' | 'result'
> & {
  readonly callees: readonly string[]
}

interface CallsDeps {
  readonly clock: Clock
  readonly timeline: EventSink
  readonly phones: Phones
  readonly random: Randomness
  readonly listener: CallListener
}

const maxEnded = 10_000

/**
 * All calls, as a state machine. A call ends when only the robot is left. The statuses of a callee:
 *
 *     Waiting ─┬─ Calling ── Left, Interrupted
 *              └─ Rejected, Busy, Offline, NotAnswered (at `Timeout`), Cancelled (by end_call)
 */
export class Calls {
  readonly #deps: CallsDeps
  readonly #live = new Map<string, Call>()
  #ended: Call[] = []
  readonly #timers = new Map<string, Cancel[]>()
  readonly #usedIds = new Set<string>()

  constructor(deps: CallsDeps) {
    this.#deps = deps
  }

  start({ callees, ...rest }: CallRequest): Call {
    const { clock, timeline, phones, listener } = this.#deps
    const busy = new Set(callees.filter((userId) => phones.isEngaged(userId)))
    const waiting = callees.map((userId) => [userId, 'Waiting'] as const)
    const call: Call = { id: this.#newId(), ...rest, startedAt: clock.now(), callees: new Map(waiting) }
    this.#live.set(call.id, call)
    timeline.emit('call-started', { callId: call.id, userId: call.robot })
    listener.onStart(call)
    for (const userId of callees) {
      phones.engage(userId)
      ringCallee(this.#ringTarget(call, userId, busy.has(userId)), this.#deps)
    }
    this.#schedule(call, call.timeoutMs, () => this.#timeOut(call))
    return call
  }

  /** Ended calls first. */
  save(): SavedCall[] {
    return [...this.#ended, ...this.#live.values()].map(saveCall)
  }

  /** Replaces all calls, without events. Phones continue to ring. */
  load(saved: readonly SavedCall[], shiftMs: number): void {
    const calls = saved.map((call) => loadCall(call, shiftMs))
    for (const { id } of calls) this.#usedIds.add(id)
    this.#ended = calls.filter(({ endedAt }) => endedAt !== undefined)
    this.#live.clear()
    this.#timers.clear()
    for (const call of calls) if (call.endedAt === undefined) this.#resume(call)
  }

  find(callId: string): Call | undefined {
    return this.#live.get(callId)
  }

  views(): CallView[] {
    return [...this.#ended, ...this.#live.values()].map(viewCall)
  }

  /** The callees who talk in a room. */
  audience(room: Room): AudienceMember[] {
    return audienceOf([...this.#live.values()], room)
  }

  answer(call: Call, userId: string, hangUpAfterMs?: number): boolean {
    if (!this.#move(call, userId, 'Waiting', 'Calling')) return false
    call.acceptedAt ??= this.#deps.clock.now()
    if (hangUpAfterMs !== undefined) this.#schedule(call, hangUpAfterMs, () => this.leave(call, userId, 'Left'))
    return true
  }

  decline(call: Call, userId: string, status: 'Rejected' | 'Busy' | 'Offline' | 'NotAnswered'): boolean {
    return this.#move(call, userId, 'Waiting', status)
  }

  leave(call: Call, userId: string, status: 'Left' | 'Interrupted'): boolean {
    if (call.callees.get(userId) === 'Calling') call.lastToLeave = status
    return this.#move(call, userId, 'Calling', status)
  }

  /** Ends a call for all callees, as end_call does. */
  endForAll(call: Call): void {
    for (const [userId, status] of call.callees) {
      if (status !== 'Waiting' && status !== 'Calling') continue
      call.callees.set(userId, status === 'Waiting' ? 'Cancelled' : 'Left')
      this.#deps.phones.release(userId)
    }
    this.#end(call, call.acceptedAt === undefined ? 'Cancel' : 'NormalEnd')
  }

  /** Avoids the ids of loaded calls: an emulator with the same seed creates the same ids. */
  #newId(): string {
    const id = this.#deps.random.uuid()
    return this.#usedIds.has(id) ? this.#newId() : id
  }

  #resume(call: Call): void {
    const { clock, phones } = this.#deps
    this.#live.set(call.id, call)
    const left = (at: number, afterMs: number) => Math.max(0, at + afterMs - clock.now())
    for (const [userId, status] of call.callees) {
      const phone = phones.reaction(userId)
      if (status === 'Waiting' || status === 'Calling') phones.engage(userId)
      if (status === 'Waiting') this.#react(call, userId, { ...phone, afterMs: left(call.startedAt, phone.afterMs) })
      if (status !== 'Calling' || phone.hangUpAfterMs === undefined) continue
      const talksFor = left(call.acceptedAt ?? call.startedAt, phone.hangUpAfterMs)
      this.#schedule(call, talksFor, () => this.leave(call, userId, 'Left'))
    }
    this.#schedule(call, left(call.startedAt, call.timeoutMs), () => this.#timeOut(call))
  }

  #ringTarget(call: Call, userId: string, isEngaged: boolean): RingTarget {
    return {
      call,
      userId,
      isEngaged,
      react: (reaction) => this.#react(call, userId, reaction),
      schedule: (delayMs, callback) => this.#schedule(call, delayMs, callback),
    }
  }

  #react(call: Call, userId: string, { does, afterMs, hangUpAfterMs }: PhoneReaction): void {
    const reactions = {
      answer: () => this.answer(call, userId, hangUpAfterMs),
      reject: () => this.decline(call, userId, 'Rejected'),
      busy: () => this.decline(call, userId, 'Busy'),
      offline: () => this.decline(call, userId, 'Offline'),
    }
    if (does !== 'ignore') this.#schedule(call, afterMs, reactions[does])
  }

  #timeOut(call: Call): void {
    for (const userId of call.callees.keys()) this.decline(call, userId, 'NotAnswered')
  }

  #move(call: Call, userId: string, from: MemberStatus, to: keyof typeof statusEvents): boolean {
    if (call.endedAt !== undefined || call.callees.get(userId) !== from) return false
    call.callees.set(userId, to)
    if (to !== 'Calling') this.#deps.phones.release(userId)
    this.#deps.timeline.emit(statusEvents[to], { callId: call.id, userId })
    if (to === 'Calling' || to === 'Rejected') stopOtherDevices(call, userId, this.#deps)
    this.#deps.listener.onChange(call, userId, to)
    if (!hasActiveCallee(call)) this.#end(call, resultOf(call), userId)
    return true
  }

  #end(call: Call, result: CallResult, userId?: string): void {
    const { clock, timeline, listener } = this.#deps
    const endedAt = clock.now()
    Object.assign(call, { endedAt, result })
    this.#live.delete(call.id)
    this.#ended.push(call)
    if (this.#ended.length > maxEnded) this.#ended.shift()
    for (const cancel of this.#timers.get(call.id) ?? []) cancel()
    this.#timers.delete(call.id)
    timeline.emit('call-ended', { callId: call.id, detail: result })
    listener.onEnd({ ...call, endedAt, result }, userId)
  }

  #schedule(call: Call, delayMs: number, callback: () => void): void {
    const timers = this.#timers.get(call.id) ?? []
    this.#timers.set(call.id, [...timers, this.#deps.clock.schedule(delayMs, callback)])
  }
}

import { ProtocolError } from '../errors.ts'
import { asText, type CallMember, readMembers } from '../webhooks/fields.ts'
import type { CallNews, StreamNews } from './call-events.ts'
import type { DialContext } from './dial-context.ts'
import { dialFailure } from './dial-failure.ts'
import { pause } from './pause.ts'
import { pollDelayMs } from './poll-gate.ts'
import type { Placement } from './types.ts'
import { callGone, isPassing, isRefusedWith } from './vendor-codes.ts'

const mostFailures = 5
/** How long after the ringing a call without CallId may still show in a callback. */
const graceMs = 60_000

/** What is known of a call while it lasts, how to learn more, and how to end it. */
export class CallWatch {
  readonly #context: DialContext
  readonly #placement: Placement
  answer: { readonly by: readonly string[]; readonly at: number } | undefined
  /** The members of the call, as of the latest poll or callback that lists them. */
  members: readonly CallMember[] | undefined
  over = false
  /** Whether it was ended from here. */
  hungUp = false
  /** The record that an end-of-call callback brought. */
  record: CallNews['record']
  #callId: string | undefined
  #looks = 0
  #failures = 0
  #read: CallNews | undefined
  #readOfStream: StreamNews | undefined
  #wake: (() => void) | undefined
  #ending: Promise<'ended' | 'already-ended' | 'unobservable'> | undefined

  constructor(context: DialContext, placement: Placement, callId: string | undefined) {
    this.#context = context
    this.#placement = placement
    this.#callId = callId
  }

  /** The call's id, also where only a callback has told it. */
  get callId(): string | undefined {
    const { room, sentAt } = this.#placement
    this.#callId ??= this.#context.events?.inRoom(room, sentAt)
    return this.#callId
  }

  /** Waits until a look is due or news has come, of the call or of the task that plays in it; then learns what there is. */
  async look(signal: AbortSignal, taskId?: string): Promise<void> {
    if (this.#readNews() || this.#hasNewsOf(taskId)) return
    if (this.callId === undefined && !this.#mayStillShow()) throw this.#unobservable()
    await this.#pause(signal, taskId)
    const { callId } = this
    if (this.#readNews() || this.#hasNewsOf(taskId) || this.over || callId === undefined) return
    await this.#context.callGate.enter(signal)
    await this.#poll(callId, signal)
  }

  /** Ends the call; whoever pauses before the next look is woken. */
  end(timeoutMs?: number): Promise<'ended' | 'already-ended' | 'unobservable'> {
    this.#ending ??= this.#end(timeoutMs).finally(() => {
      this.#ending = undefined
      this.#wake?.()
    })
    return this.#ending
  }

  async #end(timeoutMs: number | undefined): Promise<'ended' | 'already-ended' | 'unobservable'> {
    const { callId } = this
    if (this.over) return 'already-ended'
    if (callId === undefined) return 'unobservable'
    try {
      await this.#context.calls.endCall({ CallId: callId }, { timeoutMs })
    } catch (error) {
      if (!isRefusedWith(error, callGone)) throw error
      this.over = true
      return 'already-ended'
    }
    this.hungUp = true
    this.over = true
    return 'ended'
  }

  /** Whether a callback told something that was not known yet. */
  #readNews(): boolean {
    const { callId } = this
    const news = callId === undefined ? undefined : this.#context.events?.latest(callId)
    if (news === undefined || news === this.#read) return false
    this.#read = news
    this.members = news.members ?? this.members
    const talked = (news.talked ?? []).filter((userId) => userId !== this.#placement.robot)
    this.#hear(talked)
    // The list may be older than an answer that a poll has seen: it says that all have left only if callbacks told of both.
    if (talked.length > 0 && news.members !== undefined && this.#othersIn(news.members).length === 0) this.over = true
    if (news.record !== undefined) {
      this.record = news.record
      this.over = true
      this.hearOfAnswer(news.record)
    }
    return true
  }

  /** An answer may have been missed: then the record alone says that there was one, and with one callee whose. */
  hearOfAnswer(record: { readonly AcceptTime?: unknown }): void {
    const { callees } = this.#placement
    if (Number(asText(record.AcceptTime)) > 0)
      this.answer ??= { by: callees.length === 1 ? callees : [], at: this.#context.clock.now() }
  }

  #hasNewsOf(taskId: string | undefined): boolean {
    const news = taskId === undefined ? undefined : this.#context.events?.stream(taskId)
    if (news === undefined || news === this.#readOfStream) return false
    this.#readOfStream = news
    return true
  }

  #mayStillShow(): boolean {
    const { sentAt, ringTimeoutMs } = this.#placement
    return this.#context.events !== undefined && this.#context.clock.now() < sentAt + ringTimeoutMs + graceMs
  }

  async #pause(signal: AbortSignal, taskId: string | undefined): Promise<void> {
    const stream = taskId === undefined ? [] : [{ taskId }]
    await pause(this.#context, pollDelayMs(this.#looks++, this.#context.random), {
      signal,
      news: [this.callId ?? this.#placement.room, ...stream],
      hold: (wake) => {
        this.#wake = wake
      },
    })
  }

  async #poll(callId: string, signal: AbortSignal): Promise<void> {
    try {
      const { UserList } = await this.#context.calls.getCallInfo({ CallId: callId }, { signal })
      this.#failures = 0
      // A reply without a list is no news, least of all that everybody has left.
      if (!Array.isArray(UserList)) return
      this.#see(readMembers(UserList))
    } catch (error) {
      if (isRefusedWith(error, callGone)) this.over = true
      else if (!isPassing(error) || ++this.#failures >= mostFailures) throw error
    }
  }

  #see(members: readonly CallMember[]): void {
    this.members = members
    const others = this.#othersIn(members)
    this.#hear(others.filter(({ status }) => status === 'Calling').map(({ userId }) => userId))
    if (this.answer !== undefined && others.length === 0) this.over = true
  }

  #hear(talking: readonly string[]): void {
    if (talking.length > 0) this.answer ??= { by: talking, at: this.#context.clock.now() }
  }

  #othersIn(members: readonly CallMember[]): readonly CallMember[] {
    return members.filter(({ userId }) => userId !== this.#placement.robot)
  }

  #unobservable(): ProtocolError {
    const error = new ProtocolError(
      'dial: the vendor accepted the call without telling its CallId, so it cannot be followed',
      {
        operation: 'startCallByRobot',
        outcome: 'unknown',
        advice: 'check-first',
        status: 200,
        attempts: 1,
        hint:
          this.#context.events === undefined
            ? 'Give createTrtcCall `events` from your callback receiver, or look for the call later with findCall.'
            : 'No callback has told of a call in its room either; look for it in the records later with findCall.',
      },
    )
    error.dial = dialFailure({ placement: this.#placement })
    return error
  }
}

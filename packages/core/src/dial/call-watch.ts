import { ProtocolError } from '../errors.ts'
import { asText, type CallMember, readMembers } from '../webhooks/fields.ts'
import type { CallUpdate, StreamUpdate } from './call-events.ts'
import type { DialContext } from './dial-context.ts'
import { pollDelayMs } from './poll-limiter.ts'
import type { Placement } from './types.ts'
import { callNotFound, isApiError, isTransient } from './vendor-codes.ts'
import { waitForUpdate } from './wait-for-update.ts'
import { withSafeJson } from './with-safe-json.ts'

const maxFailures = 5
/** How long after the ring timeout a callback may still reveal a missing CallId. */
const graceMs = 60_000

/** Follows a call by callbacks and polling, and ends it. */
export class CallWatch {
  readonly #context: DialContext
  readonly #placement: Placement
  answer: { readonly by: readonly string[]; readonly at: number } | undefined
  /** The members of the call, as of the latest poll or callback that lists them. */
  members: readonly CallMember[] | undefined
  ended = false
  /** Whether this handle ended it. */
  endedLocally = false
  /** The record from the end-of-call callback. */
  record: CallUpdate['record']
  #callId: string | undefined
  #polls = 0
  #failures = 0
  #lastUpdate: CallUpdate | undefined
  #lastStreamUpdate: StreamUpdate | undefined
  #wake: (() => void) | undefined
  #ending: Promise<'ended' | 'already-ended' | 'unobservable'> | undefined

  constructor(context: DialContext, placement: Placement, callId: string | undefined) {
    this.#context = context
    this.#placement = placement
    this.#callId = callId
  }

  /** The call's id, from the vendor's response or from a callback. */
  get callId(): string | undefined {
    const { room, sentAt } = this.#placement
    this.#callId ??= this.#context.events?.findInRoom(room, sentAt)
    return this.#callId
  }

  /** Waits for the next poll or an update of the call or its stream task, and applies it. */
  async poll(signal: AbortSignal, taskId?: string): Promise<void> {
    if (this.#readUpdate() || this.#hasStreamUpdate(taskId)) return
    if (this.callId === undefined && !this.#mayStillAppear()) throw this.#unobservableError()
    await this.#pause(signal, taskId)
    const { callId } = this
    if (this.#readUpdate() || this.#hasStreamUpdate(taskId) || this.ended || callId === undefined) return
    await this.#context.callPollLimiter.acquire(signal)
    await this.#fetchMembers(callId, signal)
  }

  /** Ends the call, and wakes a `poll` that waits. */
  end(timeoutMs?: number): Promise<'ended' | 'already-ended' | 'unobservable'> {
    this.#ending ??= this.#end(timeoutMs).finally(() => {
      this.#ending = undefined
      this.#wake?.()
    })
    return this.#ending
  }

  async #end(timeoutMs: number | undefined): Promise<'ended' | 'already-ended' | 'unobservable'> {
    const { callId } = this
    if (this.ended) return 'already-ended'
    if (callId === undefined) return 'unobservable'
    try {
      await this.#context.calls.endCall({ CallId: callId }, { timeoutMs })
    } catch (error) {
      if (!isApiError(error, callNotFound)) throw error
      this.ended = true
      return 'already-ended'
    }
    this.endedLocally = true
    this.ended = true
    return 'ended'
  }

  /** Applies a new update from callbacks. Returns whether there was one. */
  #readUpdate(): boolean {
    const { callId } = this
    const update = callId === undefined ? undefined : this.#context.events?.getCall(callId)
    if (update === undefined || update === this.#lastUpdate) return false
    this.#lastUpdate = update
    this.members = update.members ?? this.members
    const talking = (update.participants ?? []).filter((userId) => userId !== this.#placement.robot)
    this.#setAnswer(talking)
    // The list may be older than an answer seen by a poll, so the call ended only if callbacks reported an answer and then
    // no callee.
    if (talking.length > 0 && update.members !== undefined && this.#othersIn(update.members).length === 0)
      this.ended = true
    if (update.record !== undefined) {
      this.record = update.record
      this.ended = true
      this.markAnswered(update.record)
    }
    return true
  }

  /** Marks the call as answered from its record, if no poll or callback saw the answer. With one callee it is that callee's. */
  markAnswered(record: { readonly AcceptTime?: unknown }): void {
    const { callees } = this.#placement
    if (Number(asText(record.AcceptTime)) > 0)
      this.answer ??= { by: callees.length === 1 ? callees : [], at: this.#context.clock.now() }
  }

  #hasStreamUpdate(taskId: string | undefined): boolean {
    const update = taskId === undefined ? undefined : this.#context.events?.getStream(taskId)
    if (update === undefined || update === this.#lastStreamUpdate) return false
    this.#lastStreamUpdate = update
    return true
  }

  #mayStillAppear(): boolean {
    const { sentAt, ringTimeoutMs } = this.#placement
    return this.#context.events !== undefined && this.#context.clock.now() < sentAt + ringTimeoutMs + graceMs
  }

  async #pause(signal: AbortSignal, taskId: string | undefined): Promise<void> {
    const stream = taskId === undefined ? [] : [{ taskId }]
    await waitForUpdate(this.#context, pollDelayMs(this.#polls++, this.#context.random), {
      signal,
      topics: [this.callId ?? this.#placement.room, ...stream],
      onStart: (wake) => {
        this.#wake = wake
      },
    })
  }

  async #fetchMembers(callId: string, signal: AbortSignal): Promise<void> {
    try {
      const { UserList } = await this.#context.calls.getCallInfo({ CallId: callId }, { signal })
      this.#failures = 0
      // A response without a list does not mean that everyone has left.
      if (!Array.isArray(UserList)) return
      this.#applyMembers(readMembers(UserList))
    } catch (error) {
      if (isApiError(error, callNotFound)) this.ended = true
      else if (!isTransient(error) || ++this.#failures >= maxFailures) throw error
    }
  }

  #applyMembers(members: readonly CallMember[]): void {
    this.members = members
    const others = this.#othersIn(members)
    this.#setAnswer(others.filter(({ status }) => status === 'Calling').map(({ userId }) => userId))
    if (this.answer !== undefined && others.length === 0) this.ended = true
  }

  #setAnswer(talking: readonly string[]): void {
    if (talking.length > 0) this.answer ??= { by: talking, at: this.#context.clock.now() }
  }

  #othersIn(members: readonly CallMember[]): readonly CallMember[] {
    return members.filter(({ userId }) => userId !== this.#placement.robot)
  }

  #unobservableError(): ProtocolError {
    const error = new ProtocolError(
      'dial: the vendor accepted the call without a CallId, so it cannot be followed; the phones may ring',
      {
        operation: 'startCallByRobot',
        outcome: 'unknown',
        advice: 'check-first',
        status: 200,
        attempts: 1,
        hint:
          this.#context.events === undefined
            ? 'Give createTrtcCall `events` from your webhook handler, or use findCall later.'
            : 'No callback has reported the call. Use findCall later.',
      },
    )
    error.dial = withSafeJson({ placement: this.#placement })
    return error
  }
}

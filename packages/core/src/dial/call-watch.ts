import { ProtocolError } from '../errors.ts'
import type { CallNews } from './call-events.ts'
import type { DialContext } from './dial-context.ts'
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
  over = false
  /** Whether it was ended from here. */
  hungUp = false
  /** The record that an end-of-call callback brought. */
  record: CallNews['record']
  #callId: string | undefined
  #looks = 0
  #failures = 0
  #read: CallNews | undefined
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

  /** Waits until a look is due or news has come, then learns what there is. */
  async look(signal: AbortSignal): Promise<void> {
    if (this.#readNews()) return
    if (this.callId === undefined && !this.#mayStillShow()) throw this.#unobservable()
    await this.#pause(signal)
    const { callId } = this
    if (this.#readNews() || this.over || callId === undefined) return
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
    if (news.members !== undefined) this.#see(news.members)
    if (news.record !== undefined) {
      this.record = news.record
      this.over = true
    }
    return true
  }

  #mayStillShow(): boolean {
    const { sentAt, ringTimeoutMs } = this.#placement
    return this.#context.events !== undefined && this.#context.clock.now() < sentAt + ringTimeoutMs + graceMs
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const { clock, random, events } = this.#context
    const sleep = new AbortController()
    const stop = (): void => sleep.abort(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    let unsubscribe: (() => void) | undefined
    try {
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve
        unsubscribe = events?.subscribe(this.callId ?? this.#placement.room, resolve)
        clock.sleep(pollDelayMs(this.#looks++, random), sleep.signal).then(resolve, reject)
      })
    } finally {
      unsubscribe?.()
      signal.removeEventListener('abort', stop)
      sleep.abort()
    }
  }

  async #poll(callId: string, signal: AbortSignal): Promise<void> {
    try {
      const { UserList } = await this.#context.calls.getCallInfo({ CallId: callId }, { signal })
      this.#failures = 0
      // A reply without a list is no news, least of all that everybody has left.
      if (!Array.isArray(UserList)) return
      this.#see(UserList.map(({ User_Account, Status }) => ({ userId: String(User_Account), status: String(Status) })))
    } catch (error) {
      if (isRefusedWith(error, callGone)) this.over = true
      else if (!isPassing(error) || ++this.#failures >= mostFailures) throw error
    }
  }

  #see(members: readonly { readonly userId: string; readonly status: string }[]): void {
    const others = members.filter(({ userId }) => userId !== this.#placement.robot)
    const talking = others.filter(({ status }) => status === 'Calling').map(({ userId }) => userId)
    if (talking.length > 0) this.answer ??= { by: talking, at: this.#context.clock.now() }
    if (this.answer !== undefined && others.length === 0) this.over = true
  }

  #unobservable(): ProtocolError {
    return new ProtocolError(
      'dial: the vendor accepted the call without telling its CallId, so it cannot be followed',
      {
        operation: 'startCallByRobot',
        outcome: 'unknown',
        status: 200,
        attempts: 1,
        hint:
          this.#context.events === undefined
            ? 'Give createTrtcCall `events` from your callback receiver, or look for the call later with findCall.'
            : 'No callback has told of a call in its room either; look for it in the records later with findCall.',
      },
    )
  }
}

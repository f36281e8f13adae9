import { isTrtcError, ProtocolError } from '../errors.ts'
import type { CallNews } from './call-events.ts'
import type { DialContext } from './dial-context.ts'
import { pollDelayMs } from './poll-gate.ts'
import type { Placement } from './types.ts'

const gone = 101004
const mostFailures = 5

/** What is known of a call while it lasts, and how to learn more. */
export class CallWatch {
  readonly #context: DialContext
  readonly #placement: Placement
  callId: string | undefined
  answer: { readonly by: readonly string[]; readonly at: number } | undefined
  over = false
  /** The record that an end-of-call callback brought. */
  record: CallNews['record']
  #looks = 0
  #failures = 0
  #read: CallNews | undefined

  constructor(context: DialContext, placement: Placement, callId: string | undefined) {
    this.#context = context
    this.#placement = placement
    this.callId = callId
  }

  /** Waits until a look is due or news has come, then learns what there is. */
  async look(signal: AbortSignal): Promise<void> {
    if (this.#readNews()) return
    await this.#pause(signal)
    if (this.#readNews() || this.over) return
    if (this.callId === undefined) throw this.#unobservable()
    await this.#context.callGate.enter(signal)
    await this.#poll(this.callId, signal)
  }

  /** Whether a callback told something that was not known yet. */
  #readNews(): boolean {
    const { events } = this.#context
    this.callId ??= events?.inRoom(String(this.#placement.room.id))
    const news = this.callId === undefined ? undefined : events?.latest(this.callId)
    if (news === undefined || news === this.#read) return false
    this.#read = news
    if (news.members !== undefined) this.#see(news.members)
    if (news.record !== undefined) {
      this.record = news.record
      this.over = true
    }
    return true
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const { clock, random, events } = this.#context
    if (events === undefined && this.callId === undefined) return
    const delay = pollDelayMs(this.#looks++, random)
    if (events === undefined) return clock.sleep(delay, signal)
    const key = this.callId ?? String(this.#placement.room.id)
    const either = new AbortController()
    const stop = (): void => either.abort(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    try {
      await Promise.race([clock.sleep(delay, either.signal), events.next(key, either.signal)])
    } finally {
      signal.removeEventListener('abort', stop)
      either.abort()
    }
  }

  async #poll(callId: string, signal: AbortSignal): Promise<void> {
    try {
      const { UserList = [] } = await this.#context.calls.getCallInfo({ CallId: callId }, { signal })
      this.#failures = 0
      this.#see(UserList.map(({ User_Account, Status }) => ({ userId: String(User_Account), status: String(Status) })))
    } catch (error) {
      if (!isTrtcError(error)) throw error
      if (error.code === 'ERR_API' && error.vendorCode === gone) {
        this.over = true
        return
      }
      const passing = error.code !== 'ERR_API' || error.kind === 'unavailable' || error.kind === 'rate-limit'
      if (!passing || ++this.#failures >= mostFailures) throw error
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
        hint: 'Give createTrtcCall `events` from your callback receiver, or look for the call later with findCall.',
      },
    )
  }
}

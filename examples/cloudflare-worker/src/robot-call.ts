import { DurableObject } from 'cloudflare:workers'
import { createCallEvents, type DialedCall, type SavedCall } from '@trtc-call/edge'
import { connect } from './trtc.ts'

/** How long one look may take. A look is a handful of requests, far from the 50 that one invocation may make. */
const lookMs = 5_000
/** How long starting or stopping a stream may take. */
const stepMs = 20_000
/** How long after the ringing any call is ended. */
const longestMs = 15 * 60_000

/**
 * One call, from the vendor's acceptance to its end. Nothing here waits for a human: callbacks bring the news, and an alarm
 * looks for news that was lost.
 */
export class RobotCall extends DurableObject<Env> {
  readonly #events = createCallEvents()
  readonly #resume = connect(this.env, this.#events).resumeCall
  #call: DialedCall | undefined

  /** Takes over a call that has just been placed. A callback may have been faster; then it is waiting in the events. */
  async take(saved: SavedCall): Promise<void> {
    await this.ctx.storage.put('call', saved)
    await this.#lookLater()
    await this.#goOn()
  }

  /** Takes the body of a verified callback. */
  async hear(body: unknown): Promise<void> {
    this.#events.push(body)
    await this.#goOn()
  }

  /** Sweeps what was left over: callbacks may be lost, late, or not set up at all. */
  override async alarm(): Promise<void> {
    const call = await this.#open()
    if (call === undefined) return
    await this.#lookLater()
    const signal = AbortSignal.timeout(lookMs)
    try {
      await call.ended({ signal })
    } catch (error) {
      if (!signal.aborted) console.error(String(error))
      // The call goes on, or the vendor could not be asked; unless it is high time, the next alarm looks again.
      const { placement } = call.toJSON()
      const isLate = Date.now() > placement.sentAt + placement.ringTimeoutMs + longestMs
      if (call.state !== 'ended' && !isLate) return this.#keep(call)
      await call.hangUp()
    }
    await this.#forget()
  }

  /** What the news allows without waiting: the stream starts on the answer and is stopped at the end. */
  async #goOn(): Promise<void> {
    const call = await this.#open()
    const news = call?.callId && this.#events.getCall(call.callId)
    if (!call || !news) return
    const signal = AbortSignal.timeout(stepMs)
    if (news.record !== undefined) {
      await call.ended({ signal })
      await this.#forget()
    } else if (news.talked?.some((userId) => userId !== call.robot)) {
      await call.answered({ signal })
      await this.#keep(call)
    }
  }

  /** One handle for all callbacks and alarms, so that no two of them start the stream. */
  async #open(): Promise<DialedCall | undefined> {
    const saved = await this.ctx.storage.get<SavedCall>('call')
    if (saved !== undefined) this.#call ??= this.#resume(saved)
    return this.#call
  }

  /** For the time when this object is not in memory any more. The call may have ended meanwhile. */
  async #keep(call: DialedCall): Promise<void> {
    if (this.#call === call) await this.ctx.storage.put('call', call.toJSON())
  }

  async #lookLater(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + Number(this.env.SWEEP_EVERY_MS))
  }

  async #forget(): Promise<void> {
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    this.#call = undefined
  }
}

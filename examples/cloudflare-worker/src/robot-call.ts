import { DurableObject } from 'cloudflare:workers'
import { createCallEvents, type DialedCall, type SavedCall } from '@trtc-call/edge'
import { connect } from './trtc.ts'

/** Time limit of one check. A check makes a few requests; an invocation can make 50. */
const checkMs = 5_000
/** Time limit for starting or stopping a stream. */
const stepMs = 20_000
/** Time after the ring timeout at which every call is ended. */
const maxDurationMs = 15 * 60_000

/**
 * One call, from its start to its end. It never waits for a human: callbacks advance the call, and an alarm covers lost
 * callbacks.
 */
export class RobotCall extends DurableObject<Env> {
  readonly #events = createCallEvents()
  readonly #resume = connect(this.env, this.#events).resumeCall
  #call: DialedCall | undefined

  /** Starts with a call that has just been placed. If a callback was faster, it is already in the events. */
  async start(saved: SavedCall): Promise<void> {
    await this.ctx.storage.put('call', saved)
    await this.#scheduleCheck()
    await this.#advance()
  }

  /** Receives the body of a verified callback. */
  async receive(body: unknown): Promise<void> {
    this.#events.push(body)
    await this.#advance()
  }

  /** Checks the call: callbacks can be lost, late, or not configured. */
  override async alarm(): Promise<void> {
    const call = await this.#load()
    if (call === undefined) return
    await this.#scheduleCheck()
    const signal = AbortSignal.timeout(checkMs)
    try {
      await call.ended({ signal })
    } catch (error) {
      if (!signal.aborted) console.error(String(error))
      // The call is still ongoing, or the request failed: the next alarm checks again, until the call is too old.
      const { placement } = call.toJSON()
      const isTooOld = Date.now() > placement.sentAt + placement.ringTimeoutMs + maxDurationMs
      if (call.state !== 'ended' && !isTooOld) return this.#save(call)
      await call.hangUp()
    }
    await this.#delete()
  }

  /** Starts the stream after the answer and stops it after the end, without waiting for either. */
  async #advance(): Promise<void> {
    const call = await this.#load()
    const update = call?.callId && this.#events.getCall(call.callId)
    if (!call || !update) return
    const signal = AbortSignal.timeout(stepMs)
    if (update.record !== undefined) {
      await call.ended({ signal })
      await this.#delete()
    } else if (update.participants?.some((userId) => userId !== call.robot)) {
      await call.answered({ signal })
      await this.#save(call)
    }
  }

  /** Loads the call once for all callbacks and alarms, so that only one of them starts the stream. */
  async #load(): Promise<DialedCall | undefined> {
    const saved = await this.ctx.storage.get<SavedCall>('call')
    if (saved !== undefined) this.#call ??= this.#resume(saved)
    return this.#call
  }

  /** Saves the call in case this object is evicted from memory, unless the call has ended in the meantime. */
  async #save(call: DialedCall): Promise<void> {
    if (this.#call === call) await this.ctx.storage.put('call', call.toJSON())
  }

  async #scheduleCheck(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + Number(this.env.CHECK_INTERVAL_MS))
  }

  async #delete(): Promise<void> {
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
    this.#call = undefined
  }
}

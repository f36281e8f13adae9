import type { Clock } from '../clock/clock.ts'
import { errorReason } from '../error-reason.ts'
import { isLoopbackHost } from '../streams/urls.ts'
import type { Timeline } from '../timeline.ts'
import { type DeliveryAttempt, type DeliveryRequest, type DeliveryView, maskCallbackUrl } from './delivery.ts'
import { type Post, post } from './post.ts'

interface Delivery {
  readonly id: string
  readonly request: DeliveryRequest
  readonly createdAt: number
  readonly attempts: DeliveryAttempt[]
  latest: Post
  state: DeliveryView['state']
}

interface DeliveriesDeps {
  readonly clock: Clock
  readonly timeline: Timeline
  /** Whether receivers may be on other machines. */
  readonly beyondLoopback: boolean
  /** Aborts attempts in flight. */
  readonly signal: AbortSignal
}

const maxDeliveries = 10_000

/**
 * Delivers callbacks over real sockets. The callbacks of one call or stream are sent in order. Retries follow the emulator's
 * clock, and a virtual clock waits for attempts in flight.
 */
export class Deliveries {
  readonly #deps: DeliveriesDeps
  readonly #deliveries = new Map<string, Delivery>()
  /** The last first attempt of each call or stream. */
  readonly #queues = new Map<string, Promise<void>>()
  #count = 0

  constructor(deps: DeliveriesDeps) {
    this.#deps = deps
  }

  send(request: DeliveryRequest): void {
    this.#count += 1
    const { clock } = this.#deps
    const id = `delivery-${this.#count}`
    const created = { id, request, createdAt: clock.now(), attempts: [], latest: request.build() }
    const delivery: Delivery = { ...created, state: 'pending' }
    this.#deliveries.set(id, delivery)
    if (this.#deliveries.size > maxDeliveries) this.#forgetOldest()
    this.#enqueue(delivery)
  }

  /** Oldest first. */
  list(): DeliveryView[] {
    return [...this.#deliveries.values()].map(view)
  }

  /** Sends a callback again. @throws TypeError for an unknown delivery. */
  async resend(id: string): Promise<DeliveryView> {
    const delivery = this.#deliveries.get(id)
    if (!delivery) throw new TypeError(`delivery ${id} does not exist or is no longer kept`)
    await this.#attempt(delivery)
    return view(delivery)
  }

  #enqueue(delivery: Delivery): void {
    const subject = delivery.request.callId ?? delivery.request.taskId ?? ''
    const before = this.#queues.get(subject) ?? Promise.resolve()
    const first = before.then(() => this.#deliver(delivery))
    this.#queues.set(subject, first)
    this.#deps.clock.trackWork(first)
    void first.then(() => {
      if (this.#queues.get(subject) === first) this.#queues.delete(subject)
    })
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { clock, signal } = this.#deps
    if (signal.aborted) return
    if ((await this.#attempt(delivery)) || signal.aborted) return
    const ageMs = clock.now() - delivery.createdAt
    const delayMs = delivery.request.retryAfterMs(delivery.attempts.length, ageMs)
    if (delayMs === undefined) delivery.state = 'failed'
    else clock.schedule(delayMs, () => clock.trackWork(this.#deliver(delivery)))
  }

  /** Returns whether the receiver accepted the callback. */
  async #attempt(delivery: Delivery): Promise<boolean> {
    const { clock, timeline } = this.#deps
    const [at, startedAt] = [clock.now(), performance.now()]
    delivery.latest = delivery.request.build()
    const outcome = await this.#post(delivery)
    const isDelivered = 'status' in outcome && outcome.status === 200
    delivery.attempts.push({ at, ...outcome, durationMs: Math.round(performance.now() - startedAt) })
    if (isDelivered) delivery.state = 'delivered'
    const { sdkAppId, callId, taskId, command, eventType } = delivery.request
    const about = { sdkAppId, ...(callId === undefined ? {} : { callId }), ...(taskId === undefined ? {} : { taskId }) }
    const result = 'status' in outcome ? `status ${outcome.status}` : outcome.error
    const detail = `${command ?? eventType}: ${result}`
    timeline.emit(isDelivered ? 'callback-sent' : 'callback-failed', { ...about, deliveryId: delivery.id, detail })
    return isDelivered
  }

  async #post({ latest, request }: Delivery): Promise<{ status: number } | { error: string }> {
    const { beyondLoopback, signal } = this.#deps
    if (!URL.canParse(latest.url)) return { error: 'invalid URL' }
    if (!beyondLoopback && !isLoopbackHost(new URL(latest.url).hostname)) {
      return { error: 'not sent: the receiver is on another machine; set callbacksBeyondLoopback to allow that' }
    }
    try {
      return { status: await post(latest, request.timeoutMs, signal) }
    } catch (error) {
      return { error: errorReason(error as Error) }
    }
  }

  #forgetOldest(): void {
    const [oldest] = this.#deliveries.keys()
    if (oldest !== undefined) this.#deliveries.delete(oldest)
  }
}

function view({ id, request, latest, attempts, state }: Delivery): DeliveryView {
  const { build, timeoutMs, retryAfterMs, ...visible } = request
  return {
    id,
    ...visible,
    url: maskCallbackUrl(latest.url),
    body: JSON.parse(latest.body),
    attempts: [...attempts],
    state,
  }
}

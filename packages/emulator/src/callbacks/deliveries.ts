import type { Clock } from '../clock.ts'
import { isLoopbackHost } from '../stream/urls.ts'
import type { Timeline } from '../timeline.ts'
import { type DeliveryAttempt, type DeliveryOrder, type DeliveryView, maskUrl } from './delivery.ts'
import { type Post, post } from './post.ts'

interface Delivery {
  readonly id: string
  readonly order: DeliveryOrder
  readonly createdAt: number
  readonly attempts: DeliveryAttempt[]
  latest: Post
  state: DeliveryView['state']
}

interface Surroundings {
  readonly clock: Clock
  readonly timeline: Timeline
  /** Whether receivers may be elsewhere than on this machine. */
  readonly beyondLoopback: boolean
  /** Ends what is under way. */
  readonly signal: AbortSignal
}

const keeps = 10_000

/**
 * Brings callbacks to their receivers, over real sockets. Those about one call, or one stream, leave one after the other;
 * attempts that follow a failure move with the clock. A virtual clock waits for what is under way.
 */
export class Deliveries {
  readonly #surroundings: Surroundings
  readonly #deliveries = new Map<string, Delivery>()
  /** The latest first attempt about each call or stream. */
  readonly #queues = new Map<string, Promise<void>>()
  #count = 0

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  send(order: DeliveryOrder): void {
    this.#count += 1
    const { clock } = this.#surroundings
    const id = `delivery-${this.#count}`
    const created = { id, order, createdAt: clock.now(), attempts: [], latest: order.write() }
    const delivery: Delivery = { ...created, state: 'pending' }
    this.#deliveries.set(id, delivery)
    if (this.#deliveries.size > keeps) this.#forgetOldest()
    this.#enqueue(delivery)
  }

  /** The oldest first. */
  list(): DeliveryView[] {
    return [...this.#deliveries.values()].map(view)
  }

  /** Posts it once more. @throws TypeError when there is no such delivery. */
  async resend(id: string): Promise<DeliveryView> {
    const delivery = this.#deliveries.get(id)
    if (!delivery) throw new TypeError(`there is no delivery ${id}, or it is too old to be kept`)
    await this.#attempt(delivery)
    return view(delivery)
  }

  #enqueue(delivery: Delivery): void {
    const subject = delivery.order.callId ?? delivery.order.taskId ?? ''
    const before = this.#queues.get(subject) ?? Promise.resolve()
    const first = before.then(() => this.#deliver(delivery))
    this.#queues.set(subject, first)
    this.#surroundings.clock.attend(first)
    void first.then(() => {
      if (this.#queues.get(subject) === first) this.#queues.delete(subject)
    })
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { clock, signal } = this.#surroundings
    if (signal.aborted) return
    // Closed meanwhile: nothing may wait on the clock any more.
    if ((await this.#attempt(delivery)) || signal.aborted) return
    const ageMs = clock.now() - delivery.createdAt
    const delayMs = delivery.order.retryAfterMs(delivery.attempts.length, ageMs)
    if (delayMs === undefined) delivery.state = 'failed'
    else clock.after(delayMs, () => clock.attend(this.#deliver(delivery)))
  }

  /** Whether it was taken. */
  async #attempt(delivery: Delivery): Promise<boolean> {
    const { clock, timeline } = this.#surroundings
    const [at, begun] = [clock.now(), performance.now()]
    delivery.latest = delivery.order.write()
    const outcome = await this.#post(delivery)
    const isTaken = 'status' in outcome && outcome.status === 200
    delivery.attempts.push({ at, ...outcome, durationMs: Math.round(performance.now() - begun) })
    if (isTaken) delivery.state = 'delivered'
    const { sdkAppId, callId, taskId, command, eventType } = delivery.order
    const about = { sdkAppId, ...(callId === undefined ? {} : { callId }), ...(taskId === undefined ? {} : { taskId }) }
    const result = 'status' in outcome ? `status ${outcome.status}` : outcome.error
    const detail = `${command ?? eventType}: ${result}`
    timeline.tell(isTaken ? 'callback-sent' : 'callback-failed', { ...about, deliveryId: delivery.id, detail })
    return isTaken
  }

  async #post({ latest, order }: Delivery): Promise<{ status: number } | { error: string }> {
    const { beyondLoopback, signal } = this.#surroundings
    if (!URL.canParse(latest.url)) return { error: 'the address cannot be read' }
    if (!beyondLoopback && !isLoopbackHost(new URL(latest.url).hostname)) {
      return { error: 'not on this machine, and not contacted; the option callbacksBeyondLoopback allows it' }
    }
    try {
      return { status: await post(latest, order.timeoutMs, signal) }
    } catch (error) {
      return { error: reasonOf(error as Error) }
    }
  }

  #forgetOldest(): void {
    const [oldest] = this.#deliveries.keys()
    if (oldest !== undefined) this.#deliveries.delete(oldest)
  }
}

/** A transport error's message may hold the address, its code does not. */
function reasonOf(error: Error & { code?: unknown }): string {
  return typeof error.code === 'string' ? error.code : error.message
}

function view({ id, order, latest, attempts, state }: Delivery): DeliveryView {
  const { sdkAppId, kind, command, eventType, callId, taskId } = order
  return {
    id,
    sdkAppId,
    kind,
    ...(command === undefined ? {} : { command }),
    ...(eventType === undefined ? {} : { eventType }),
    ...(callId === undefined ? {} : { callId }),
    ...(taskId === undefined ? {} : { taskId }),
    url: maskUrl(latest.url),
    body: JSON.parse(latest.body),
    attempts: [...attempts],
    state,
  }
}

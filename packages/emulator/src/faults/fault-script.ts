import type { Randomness } from '../randomness.ts'
import type { Fault } from './fault.ts'

interface QueuedFault {
  readonly fault: Fault
  /** How many more requests it affects. */
  left: number
  /** How many requests of its operation arrived since it was scripted. */
  seen: number
}

/** A queued fault as JSON. */
export interface SavedFault {
  readonly operationId: string
  readonly fault: Fault
  /** How many more requests it affects; null for no limit. */
  readonly left: number | null
  /** How many requests of its operation arrived since it was scripted. */
  readonly seen: number
}

/** The queued faults of each operation, in order. */
export class FaultScript {
  readonly #queues = new Map<string, QueuedFault[]>()
  readonly #random: Randomness

  constructor(random: Randomness) {
    this.#random = random
  }

  add(operationId: string, fault: Fault): void {
    const queue = this.#queues.get(operationId) ?? []
    this.#queues.set(operationId, [...queue, { fault, left: timesOf(fault), seen: 0 }])
  }

  list(): SavedFault[] {
    return [...this.#queues].flatMap(([operationId, queue]) =>
      queue.map(({ fault, left, seen }) => ({ operationId, fault, left: Number.isFinite(left) ? left : null, seen })),
    )
  }

  load(faults: readonly SavedFault[]): void {
    this.clear()
    for (const { operationId, fault, left, seen } of faults) {
      const queue = this.#queues.get(operationId) ?? []
      this.#queues.set(operationId, [...queue, { fault, left: left ?? Number.POSITIVE_INFINITY, seen }])
    }
  }

  clear(): void {
    this.#queues.clear()
  }

  /** Takes the first fault that applies to this request, by its number and probability. */
  take(operationId: string): Fault | undefined {
    const queue = this.#queues.get(operationId)
    if (!queue) return undefined
    for (const queued of queue) queued.seen += 1
    const due = queue.find((queued) => this.#isDue(queued))
    if (!due) return undefined
    due.left -= 1
    if (due.left <= 0) queue.splice(queue.indexOf(due), 1)
    if (queue.length === 0) this.#queues.delete(operationId)
    return due.fault
  }

  #isDue({ fault: { onRequest = 1, probability = 1 }, seen }: QueuedFault): boolean {
    return seen >= onRequest && (probability === 1 || this.#random.fraction() < probability)
  }
}

/** A fault with a probability has no limit. */
function timesOf({ times, probability }: Fault): number {
  return times ?? (probability === undefined ? 1 : Number.POSITIVE_INFINITY)
}

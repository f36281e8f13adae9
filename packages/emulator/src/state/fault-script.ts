import type { Fault } from '../fault.ts'
import type { Randomness } from '../randomness.ts'

interface Waiting {
  readonly fault: Fault
  /** For how many requests it still is. */
  left: number
  /** How many requests of its operation came since it was scripted. */
  seen: number
}

/** A fault that waits, as JSON. */
export interface SavedFault {
  readonly operationId: string
  readonly fault: Fault
  /** For how many requests it still is; null until it is taken back. */
  readonly left: number | null
  /** How many requests of its operation came since it was scripted. */
  readonly seen: number
}

/** The faults that wait for their request, per operation, first come first served. */
export class FaultScript {
  readonly #waiting = new Map<string, Waiting[]>()
  readonly #random: Randomness

  constructor(random: Randomness) {
    this.#random = random
  }

  add(operationId: string, fault: Fault): void {
    const queue = this.#waiting.get(operationId) ?? []
    this.#waiting.set(operationId, [...queue, { fault, left: timesOf(fault), seen: 0 }])
  }

  /** Those that wait, with how many requests each is still for. */
  list(): SavedFault[] {
    return [...this.#waiting].flatMap(([operationId, queue]) =>
      queue.map(({ fault, left, seen }) => ({ operationId, fault, left: Number.isFinite(left) ? left : null, seen })),
    )
  }

  load(faults: readonly SavedFault[]): void {
    this.clear()
    for (const { operationId, fault, left, seen } of faults) {
      const queue = this.#waiting.get(operationId) ?? []
      this.#waiting.set(operationId, [...queue, { fault, left: left ?? Number.POSITIVE_INFINITY, seen }])
    }
  }

  clear(): void {
    this.#waiting.clear()
  }

  /** The first that is due. One that is not, by its number or by chance, lets those behind it pass. */
  take(operationId: string): Fault | undefined {
    const queue = this.#waiting.get(operationId)
    if (!queue) return undefined
    for (const waiting of queue) waiting.seen += 1
    const due = queue.find((waiting) => this.#isDue(waiting))
    if (!due) return undefined
    due.left -= 1
    if (due.left <= 0) queue.splice(queue.indexOf(due), 1)
    if (queue.length === 0) this.#waiting.delete(operationId)
    return due.fault
  }

  #isDue({ fault: { onRequest = 1, probability = 1 }, seen }: Waiting): boolean {
    return seen >= onRequest && (probability === 1 || this.#random.fraction() < probability)
  }
}

/** A chance is one until it is taken back. */
function timesOf({ times, probability }: Fault): number {
  return times ?? (probability === undefined ? 1 : Number.POSITIVE_INFINITY)
}

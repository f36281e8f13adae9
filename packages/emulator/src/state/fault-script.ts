import type { Fault } from '../fault.ts'

/** The faults that wait for their request, per operation, first come first served. */
export class FaultScript {
  readonly #waiting = new Map<string, { readonly fault: Fault; left: number }[]>()

  add(operationId: string, fault: Fault): void {
    const queue = this.#waiting.get(operationId) ?? []
    this.#waiting.set(operationId, [...queue, { fault, left: fault.times ?? 1 }])
  }

  /** Those that wait, with how many requests each is still for. */
  list(): { operationId: string; fault: Fault; left: number }[] {
    return [...this.#waiting].flatMap(([operationId, queue]) =>
      queue.map(({ fault, left }) => ({ operationId, fault, left })),
    )
  }

  clear(): void {
    this.#waiting.clear()
  }

  take(operationId: string): Fault | undefined {
    const queue = this.#waiting.get(operationId)
    const next = queue?.[0]
    if (!queue || !next) return undefined
    next.left -= 1
    if (next.left <= 0) queue.shift()
    return next.fault
  }
}

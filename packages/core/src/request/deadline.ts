import { onAbort } from '../on-abort.ts'

/**
 * Ends when its time is over or when the caller aborts. It makes an AbortSignal only for transports that read it, because that
 * is expensive.
 */
export class Deadline {
  /** Whether the time ended it, not the caller. */
  expired = false
  readonly #caller: AbortSignal | undefined
  readonly #timer: ReturnType<typeof setTimeout>
  readonly #removeListener: (() => void) | undefined
  #controller: AbortController | undefined
  #listener: ((reason: unknown) => void) | undefined
  #ended = false

  constructor(timeoutMs: number, caller: AbortSignal | undefined) {
    this.#caller = caller
    this.#timer = setTimeout(() => {
      this.expired = true
      this.#end()
    }, timeoutMs)
    this.#removeListener = caller && onAbort(caller, () => this.#end())
    if (caller?.aborted) this.#end()
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#ended) this.#controller.abort(this.#reason)
    return this.#controller.signal
  }

  /** Sets the only listener, and calls it immediately if the deadline has ended. */
  onAbort(listener: (reason: unknown) => void): void {
    this.#listener = listener
    if (this.#ended) listener(this.#reason)
  }

  /** Ignores the caller's abort from now on. */
  ignoreCaller(): void {
    this.#removeListener?.()
  }

  /** Removes the timer and the listeners. */
  clear(): void {
    clearTimeout(this.#timer)
    this.#removeListener?.()
    this.#listener = undefined
  }

  get #reason(): unknown {
    return this.expired ? undefined : this.#caller?.reason
  }

  #end(): void {
    this.#ended = true
    this.#controller?.abort(this.#reason)
    this.#listener?.(this.#reason)
  }
}

/** Rejects with the signal's reason when it aborts; the promise keeps running and its result is ignored. */
export function raceAbort<Value>(promised: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promised
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    promised.then(resolve, reject).finally(onAbort(signal, stop))
  })
}

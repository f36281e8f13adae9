import type { Cancel, Clock } from '../clock/clock.ts'

/** Tracks the remaining duration of a stream and calls `onEnd` when it has played. */
export class Playback {
  readonly #clock: Clock
  readonly #onEnd: () => void
  #tempo: number
  /** Remaining stream time; undefined until the stream starts. */
  #leftMs: number | undefined
  #runningSince = 0
  #end: Cancel = () => {}
  #isPaused = false
  /** Number of pauses. */
  pauses = 0

  constructor(clock: Clock, tempo: number, onEnd: () => void) {
    this.#clock = clock
    this.#tempo = tempo
    this.#onEnd = onEnd
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  start(lengthMs: number): void {
    this.#end()
    this.#leftMs = lengthMs
    this.#run()
  }

  pause(): void {
    if (this.#isPaused) return
    this.#stopTimer()
    this.#isPaused = true
    this.pauses += 1
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#run()
  }

  setTempo(tempo: number): void {
    this.#stopTimer()
    this.#tempo = tempo
    this.#run()
  }

  stop(): void {
    this.#end()
  }

  #run(): void {
    if (this.#leftMs === undefined || this.#isPaused) return
    this.#runningSince = this.#clock.now()
    if (Number.isFinite(this.#leftMs)) this.#end = this.#clock.schedule(this.#leftMs / this.#tempo, this.#onEnd)
  }

  #stopTimer(): void {
    this.#end()
    if (this.#leftMs === undefined || this.#isPaused) return
    this.#leftMs -= (this.#clock.now() - this.#runningSince) * this.#tempo
  }
}

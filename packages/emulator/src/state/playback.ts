import type { Cancel, Clock } from '../clock.ts'

/** How much of a stream is left to play, and when it will have been played. */
export class Playhead {
  readonly #clock: Clock
  readonly #onEnd: () => void
  #tempo: number
  /** In the stream's own time; undefined until the stream is there. */
  #leftMs: number | undefined
  #runningSince = 0
  #end: Cancel = () => {}
  #isPaused = false
  /** How many pauses there were. */
  pauses = 0

  constructor(clock: Clock, tempo: number, onEnd: () => void) {
    this.#clock = clock
    this.#tempo = tempo
    this.#onEnd = onEnd
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  /** From the beginning. */
  start(lengthMs: number): void {
    this.#end()
    this.#leftMs = lengthMs
    this.#run()
  }

  pause(): void {
    if (this.#isPaused) return
    this.#hold()
    this.#isPaused = true
    this.pauses += 1
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#run()
  }

  setTempo(tempo: number): void {
    this.#hold()
    this.#tempo = tempo
    this.#run()
  }

  stop(): void {
    this.#end()
  }

  #run(): void {
    if (this.#leftMs === undefined || this.#isPaused) return
    this.#runningSince = this.#clock.now()
    if (Number.isFinite(this.#leftMs)) this.#end = this.#clock.after(this.#leftMs / this.#tempo, this.#onEnd)
  }

  #hold(): void {
    this.#end()
    if (this.#leftMs === undefined || this.#isPaused) return
    this.#leftMs -= (this.#clock.now() - this.#runningSince) * this.#tempo
  }
}

import type { Cancel, Clock } from '../clock/clock.ts'
import { errorReason } from '../error-reason.ts'
import type { Randomness } from '../randomness.ts'
import type { Room } from '../room.ts'
import { type OpenedStream, openStream, type StreamRules } from '../streams/open-stream.ts'
import { maskUrl } from '../streams/urls.ts'
import type { EventSink, TimelineKind } from '../timeline.ts'
import { Playback } from './playback.ts'

export interface IngestRequest {
  readonly taskId: string
  readonly room: Room
  readonly userId: string
  readonly streamUrl: string
  /** −1: repeats until stopped, or until `maxDurationMs`. */
  readonly repeat: number
  readonly seekMs: number
  readonly maxDurationMs: number | undefined
  readonly tempo: number
  readonly volume: number
}

export interface IngestChange {
  readonly streamUrl?: string | undefined
  readonly volume?: number | undefined
  readonly tempo?: number | undefined
  readonly isPaused?: boolean | undefined
}

export interface IngestDeps extends StreamRules {
  /** Called for every event of a task. */
  readonly onEvent: (kind: TimelineKind, task: IngestTask) => void
  readonly clock: Clock
  readonly timeline: EventSink
  readonly random: Randomness
  /** Returns the callees who talk in a room. */
  readonly audience: (room: Room) => readonly { readonly callId: string; readonly userId: string }[]
}

/** Times of the attempts to open a source, in milliseconds. */
const attemptTimesMs = [0, 1_000, 3_000]
const maxPauseMs = 12 * 3_600_000

/** A bot that plays a stream in a room. */
export class IngestTask {
  readonly request: IngestRequest
  readonly #deps: IngestDeps
  readonly #playback: Playback
  readonly #abort = new AbortController()
  #timers: Cancel[] = []
  #stream = ''
  #opened: OpenedStream | undefined
  #generation = 0
  volume: number
  endReason: string | undefined

  constructor(request: IngestRequest, deps: IngestDeps) {
    this.request = request
    this.#deps = deps
    this.volume = request.volume
    this.#playback = new Playback(deps.clock, request.tempo, () => this.end('finished'))
    this.#emit('ingest-started', maskUrl(request.streamUrl))
    if (request.maxDurationMs !== undefined) this.#schedule(request.maxDurationMs, () => this.end('max-duration'))
    this.#open(request.streamUrl)
  }

  /** Without query and user info. */
  get streamUrl(): string {
    return maskUrl(this.#stream)
  }

  /** With its query; never shown. */
  get source(): string {
    return this.#stream
  }

  /** Set when the source was opened. */
  get opened(): OpenedStream | undefined {
    return this.#opened
  }

  get isPaused(): boolean {
    return this.#playback.isPaused
  }

  change({ streamUrl, volume, tempo, isPaused }: IngestChange): void {
    if (volume !== undefined) this.volume = volume
    if (tempo !== undefined) this.#playback.setTempo(tempo)
    if (isPaused === true) this.#pause()
    if (isPaused === false) this.#playback.resume()
    this.#emit('ingest-updated')
    if (streamUrl !== undefined) this.#open(streamUrl)
  }

  end(reason: string): void {
    if (this.endReason !== undefined) return
    this.#stop(reason)
    this.#emit('ingest-ended', reason)
  }

  /** Stops without an event. */
  discard(): void {
    this.#stop('discarded')
  }

  #stop(reason: string): void {
    this.endReason = reason
    for (const cancel of this.#timers) cancel()
    this.#playback.stop()
    this.#abort.abort()
  }

  /** Opens a source. Opening another source cancels the attempts of this one. */
  #open(streamUrl: string): void {
    this.#stream = streamUrl
    this.#generation += 1
    const generation = this.#generation
    const requestedAt = this.#deps.clock.now()
    const attempt = (number: number) => {
      if (generation !== this.#generation || this.endReason !== undefined) return
      if (number > 1) this.#emit('ingest-retried', `attempt ${number}`)
      const opening = openStream(streamUrl, this.#deps, this.#abort.signal)
      const isCurrent = () => generation === this.#generation && this.endReason === undefined
      const done = opening.then(
        (stream) => isCurrent() && this.#play(stream),
        (error: Error) => isCurrent() && this.#retry(number, requestedAt, attempt, error),
      )
      this.#deps.clock.trackWork(done.then(() => {}))
    }
    attempt(1)
  }

  #retry(failed: number, requestedAt: number, attempt: (number: number) => void, error: Error): void {
    this.#emit('ingest-failed', `attempt ${failed}: ${errorReason(error)}`)
    const nextAtMs = attemptTimesMs[failed]
    if (nextAtMs === undefined) this.end('unreachable')
    else this.#schedule(Math.max(0, requestedAt + nextAtMs - this.#deps.clock.now()), () => attempt(failed + 1))
  }

  #play(stream: OpenedStream): void {
    const { durationMs, detail } = stream
    this.#opened = stream
    this.#emit('ingest-fetched', detail)
    const explanation = whyNoAudience(this.request.room, this.#deps.audience)
    if (explanation !== undefined) this.#emit('ingest-without-audience', explanation)
    const { repeat, seekMs } = this.request
    this.#playback.start(repeat === -1 ? Number.POSITIVE_INFINITY : Math.max(0, durationMs * repeat - seekMs))
  }

  #pause(): void {
    if (this.isPaused) return
    this.#playback.pause()
    const pause = this.#playback.pauses
    this.#schedule(maxPauseMs, () => {
      if (this.isPaused && this.#playback.pauses === pause) this.end('paused-too-long')
    })
  }

  #schedule(delayMs: number, callback: () => void): void {
    this.#timers.push(this.#deps.clock.schedule(delayMs, callback))
  }

  #emit(kind: TimelineKind, detail?: string): void {
    const { taskId, userId } = this.request
    this.#deps.timeline.emit(kind, { taskId, userId, ...(detail === undefined ? {} : { detail }) })
    this.#deps.onEvent(kind, this)
  }
}

/** Explains an empty audience: the callees may be in the other kind of room, if RoomIdType has the other convention. */
function whyNoAudience(room: Room, audience: IngestDeps['audience']): string | undefined {
  if (audience(room).length > 0) return undefined
  const other: Room = { kind: room.kind === 'int' ? 'string' : 'int', id: room.id }
  const [listener] = audience(other)
  const detail = `no callee talks in ${room.kind} room ${room.id}`
  return listener ? `${detail}, but ${listener.userId} talks in ${other.kind} room ${other.id}: see RoomIdType` : detail
}

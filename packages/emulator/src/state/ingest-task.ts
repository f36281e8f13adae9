import type { Cancel, Clock } from '../clock.ts'
import type { Randomness } from '../randomness.ts'
import type { Room } from '../room.ts'
import { type OpenedStream, openStream, type StreamRules } from '../stream/open-stream.ts'
import { withoutSecrets } from '../stream/urls.ts'
import type { Teller, TimelineKind } from '../timeline.ts'
import { Playhead } from './playback.ts'

/** What StartStreamIngest asks for. */
export interface IngestOrder {
  readonly taskId: string
  readonly room: Room
  readonly userId: string
  readonly streamUrl: string
  /** −1: until stopped, or until `maxDurationMs`. */
  readonly repeat: number
  readonly seekMs: number
  readonly maxDurationMs: number | undefined
  readonly tempo: number
  readonly volume: number
}

/** What UpdateStreamIngest can change. */
export interface IngestChange {
  readonly streamUrl?: string | undefined
  readonly volume?: number | undefined
  readonly tempo?: number | undefined
  readonly isPaused?: boolean | undefined
}

export interface IngestSurroundings extends StreamRules {
  /** Told everything that the timeline is told of a task. */
  readonly onEvent: (kind: TimelineKind, task: IngestTask) => void
  readonly clock: Clock
  readonly timeline: Teller
  /** For the ids of tasks. */
  readonly random: Randomness
  /** Who talks in a room. */
  readonly audience: (room: Room) => readonly { readonly callId: string; readonly userId: string }[]
}

/** When the source is tried, in milliseconds after it was asked for. */
const attemptsAtMs = [0, 1_000, 3_000]
const longestPauseMs = 12 * 3_600_000

/** A bot in a room that plays a stream, until something ends it. */
export class IngestTask {
  readonly order: IngestOrder
  readonly #surroundings: IngestSurroundings
  readonly #playhead: Playhead
  readonly #abort = new AbortController()
  #timers: Cancel[] = []
  #stream = ''
  #opened: OpenedStream | undefined
  #generation = 0
  volume: number
  endReason: string | undefined

  constructor(order: IngestOrder, surroundings: IngestSurroundings) {
    this.order = order
    this.#surroundings = surroundings
    this.volume = order.volume
    this.#playhead = new Playhead(surroundings.clock, order.tempo, () => this.end('finished'))
    this.#tell('ingest-started', withoutSecrets(order.streamUrl))
    if (order.maxDurationMs !== undefined) this.#later(order.maxDurationMs, () => this.end('max-duration'))
    this.#open(order.streamUrl)
  }

  /** Without query and password. */
  get streamUrl(): string {
    return withoutSecrets(this.#stream)
  }

  /** As given, with its query: to be fetched, never to be shown. */
  get source(): string {
    return this.#stream
  }

  /** Once its source was found. */
  get opened(): OpenedStream | undefined {
    return this.#opened
  }

  get isPaused(): boolean {
    return this.#playhead.isPaused
  }

  change({ streamUrl, volume, tempo, isPaused }: IngestChange): void {
    if (volume !== undefined) this.volume = volume
    if (tempo !== undefined) this.#playhead.setTempo(tempo)
    if (isPaused === true) this.#pause()
    if (isPaused === false) this.#playhead.resume()
    this.#tell('ingest-updated')
    if (streamUrl !== undefined) this.#open(streamUrl)
  }

  end(reason: string): void {
    if (this.endReason !== undefined) return
    this.endReason = reason
    for (const cancel of this.#timers) cancel()
    this.#playhead.stop()
    this.#abort.abort()
    this.#tell('ingest-ended', reason)
  }

  /** Stops without a word, as if it had never been. */
  forget(): void {
    this.endReason = 'forgotten'
    for (const cancel of this.#timers) cancel()
    this.#playhead.stop()
    this.#abort.abort()
  }

  /** Another source opened meanwhile makes this one's attempts moot. */
  #open(streamUrl: string): void {
    this.#stream = streamUrl
    this.#generation += 1
    const generation = this.#generation
    const askedAt = this.#surroundings.clock.now()
    const attempt = (number: number) => {
      if (generation !== this.#generation || this.endReason !== undefined) return
      if (number > 1) this.#tell('ingest-retried', `attempt ${number}`)
      const opening = openStream(streamUrl, this.#surroundings, this.#abort.signal)
      const isCurrent = () => generation === this.#generation && this.endReason === undefined
      const done = opening.then(
        (stream) => isCurrent() && this.#play(stream),
        (error: Error) => isCurrent() && this.#retry(number, askedAt, attempt, error),
      )
      this.#surroundings.clock.attend(done.then(() => {}))
    }
    attempt(1)
  }

  #retry(failed: number, askedAt: number, attempt: (number: number) => void, error: Error): void {
    this.#tell('ingest-failed', `attempt ${failed}: ${reasonOf(error)}`)
    const nextAtMs = attemptsAtMs[failed]
    if (nextAtMs === undefined) this.end('unreachable')
    else this.#later(Math.max(0, askedAt + nextAtMs - this.#surroundings.clock.now()), () => attempt(failed + 1))
  }

  #play(stream: OpenedStream): void {
    const { durationMs, detail } = stream
    this.#opened = stream
    this.#tell('ingest-fetched', detail)
    const silence = whyUnheard(this.order.room, this.#surroundings.audience)
    if (silence !== undefined) this.#tell('ingest-without-audience', silence)
    const { repeat, seekMs } = this.order
    this.#playhead.start(repeat === -1 ? Number.POSITIVE_INFINITY : Math.max(0, durationMs * repeat - seekMs))
  }

  #pause(): void {
    if (this.isPaused) return
    this.#playhead.pause()
    const pause = this.#playhead.pauses
    this.#later(longestPauseMs, () => {
      if (this.isPaused && this.#playhead.pauses === pause) this.end('paused-too-long')
    })
  }

  #later(delayMs: number, act: () => void): void {
    this.#timers.push(this.#surroundings.clock.after(delayMs, act))
  }

  #tell(kind: TimelineKind, detail?: string): void {
    const { taskId, userId } = this.order
    this.#surroundings.timeline.tell(kind, { taskId, userId, ...(detail === undefined ? {} : { detail }) })
    this.#surroundings.onEvent(kind, this)
  }
}

/** A transport error's message may hold the URL, its code does not. */
function reasonOf(error: Error & { code?: unknown }): string {
  return typeof error.code === 'string' ? error.code : error.message
}

/** Where nobody hears it; the same name may be a room of the other kind, when RoomIdType was read the other way round. */
function whyUnheard(room: Room, audience: IngestSurroundings['audience']): string | undefined {
  if (audience(room).length > 0) return undefined
  const other: Room = { kind: room.kind === 'int' ? 'string' : 'int', id: room.id }
  const [there] = audience(other)
  const where = `nobody talks in ${room.kind} room ${room.id}`
  return there ? `${where}, but ${there.userId} does in ${other.kind} room ${other.id}: see RoomIdType` : where
}

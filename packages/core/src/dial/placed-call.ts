import { isTrtcError } from '../errors.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { CallAnswer, CallEnd } from './call-end.ts'
import { CallWatch } from './call-watch.ts'
import type { DialContext } from './dial-context.ts'
import { resolveEnd } from './resolve-end.ts'
import { type SingleFlight, singleFlight } from './single-flight.ts'
import { StreamTask } from './stream-task.ts'
import type {
  Callee,
  DialedCall,
  DialState,
  HangUpOptions,
  HangUpReport,
  Placement,
  SavedCall,
  WaitOptions,
} from './types.ts'
import { withSafeJson } from './with-safe-json.ts'

const cleanUpTimeoutMs = 5_000

/** The handle of a placed call; see {@link DialedCall}. */
export class PlacedCall implements DialedCall {
  readonly #context: DialContext
  readonly #placement: Placement
  readonly #watch: CallWatch
  readonly #stream: StreamTask | undefined
  readonly #region: string | undefined
  readonly #step: SingleFlight
  readonly callees: readonly Callee[]
  #end: CallEnd | undefined

  constructor(context: DialContext, saved: SavedCall, isResumed = false) {
    const { placement, stream, taskId, region } = saved
    this.#context = context
    this.#placement = placement
    this.callees = saved.callees
    this.#watch = new CallWatch(context, placement, saved.callId)
    this.#watch.answer = saved.answer
    this.#region = region ?? context.trtc?.region
    this.#stream = stream && new StreamTask(context, placement, { stream, taskId, region: this.#region, isResumed })
    context.detectedRoomIdType ??= saved.ingestRoomIdType
    this.#step = singleFlight((signal) => this.#advance(signal).catch((error) => this.#rethrow(error)))
  }

  get callId(): string | undefined {
    return this.#watch.callId
  }

  get taskId(): string | undefined {
    return this.#stream?.taskId
  }

  get room(): Placement['room'] {
    return this.#placement.room
  }

  get robot(): string {
    return this.#placement.robot
  }

  get state(): DialState {
    if (this.#watch.ended) return 'ended'
    if (this.#watch.callId === undefined) return 'unobservable'
    return this.#watch.answer === undefined ? 'ringing' : 'answered'
  }

  get members(): DialedCall['members'] {
    return this.#watch.members
  }

  get detectedRoomIdType(): IngestRoomIdType | undefined {
    return this.#context.detectedRoomIdType
  }

  async answered(options: WaitOptions = {}): Promise<CallAnswer> {
    await this.untilPlaying(options)
    // The record may show an answer that no poll or callback saw.
    const end = this.#watch.answer === undefined ? await this.ended(options) : undefined
    const { answer } = this.#watch
    if (answer !== undefined) return { answered: true, ...answer }
    return { answered: false, ...(end ?? (await this.ended(options))) }
  }

  /** Waits for the answer and the stream, or the end, without finding out how it ended. */
  async untilPlaying({ signal }: WaitOptions): Promise<void> {
    while (!this.#watch.ended) {
      if (this.#watch.answer !== undefined && this.#stream?.state !== 'waiting') return
      await this.#step(signal)
    }
  }

  async ended({ signal }: WaitOptions = {}): Promise<CallEnd> {
    while (!this.#watch.ended) await this.#step(signal)
    try {
      await this.#stream?.stop()
      this.#end ??= await resolveEnd(this.#context, this.#watch, { stream: this.#stream?.end, signal })
    } catch (error) {
      this.#rethrow(error)
    }
    return this.#end
  }

  async hangUp({ timeoutMs }: HangUpOptions = {}): Promise<HangUpReport> {
    const report = await this.cleanUp(timeoutMs)
    if (report.errors.length === 0) return report
    return this.#rethrow(report.errors[0], report)
  }

  /** Like `hangUp`, but reports failures instead of throwing them. */
  async cleanUp(timeoutMs: number | undefined = cleanUpTimeoutMs): Promise<HangUpReport> {
    const errors: unknown[] = []
    const failed = (error: unknown): 'failed' => {
      errors.push(error)
      return 'failed'
    }
    const [call, stream] = await Promise.all([
      this.#watch.end(timeoutMs).catch(failed),
      this.#stream === undefined
        ? ('none' as const)
        : this.#stream.stop({ timeoutMs, includeOtherProcesses: true }).catch(failed),
    ])
    return { call, stream, errors }
  }

  toJSON(): SavedCall {
    const { callId, answer } = this.#watch
    const taskId = this.#stream?.taskId
    const { detectedRoomIdType } = this.#context
    return {
      version: 1,
      sdkAppId: this.#context.calls.sdkAppId,
      ...(callId === undefined ? {} : { callId }),
      placement: this.#placement,
      callees: this.callees,
      ...(this.#stream === undefined ? {} : { stream: redactForStorage(this.#stream) }),
      ...(taskId === undefined ? {} : { taskId }),
      ...(this.#stream === undefined || this.#region === undefined ? {} : { region: this.#region }),
      ...(detectedRoomIdType === undefined ? {} : { ingestRoomIdType: detectedRoomIdType }),
      ...(answer === undefined ? {} : { answer }),
    }
  }

  /** Starts the stream. If that fails, ends the call and adds the result of the cleanup to the error. */
  async startStream(): Promise<void> {
    try {
      await this.#stream?.start()
    } catch (error) {
      this.#rethrow(error, await this.cleanUp())
    }
  }

  /** Adds to the error how to find the call. */
  #rethrow(error: unknown, cleanUp?: HangUpReport): never {
    if (isTrtcError(error) && (cleanUp !== undefined || error.dial === undefined)) {
      error.dial = withSafeJson({
        placement: this.#placement,
        call: this,
        ...(cleanUp === undefined ? {} : { cleanUp }),
      })
    }
    throw error
  }

  /** Polls the call once, then starts, polls or ends as needed. */
  async #advance(signal: AbortSignal): Promise<void> {
    const watch = this.#watch
    const stream = this.#stream
    if (watch.answer === undefined || stream?.state !== 'waiting') await watch.poll(signal, stream?.taskId)
    if (watch.ended || stream === undefined) return
    if (stream.state === 'waiting' && watch.answer !== undefined) await this.startStream()
    else if (stream.state === 'running' && this.#context.streamPollLimiter.isFree) {
      // Only if the limiter is free: with many streams, the end of the call must not wait for a poll.
      await this.#context.streamPollLimiter.acquire(signal)
      await stream.poll(signal)
    }
    const endsCall = stream.stream.onEnd !== 'stay' && watch.answer !== undefined
    if (stream.state === 'ended' && endsCall) await watch.end()
  }
}

/** Once the stream has started, its URL and signatures are no longer needed. */
function redactForStorage({ stream, taskId }: StreamTask): StreamTask['stream'] {
  if (taskId === undefined) return stream
  return { url: '', ...(stream.onEnd === undefined ? {} : { onEnd: stream.onEnd }) }
}

import { isTrtcError } from '../errors.ts'
import type { IngestRoomIdType } from '../room.ts'
import { howItEnded } from './call-end.ts'
import { CallWatch } from './call-watch.ts'
import type { DialContext } from './dial-context.ts'
import { dialFailure } from './dial-failure.ts'
import type { Answer, CallEnd } from './ends.ts'
import { type SharedStep, shareStep } from './shared-step.ts'
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

const cleanUpTimeoutMs = 5_000

/** The handle of a placed call; see {@link DialedCall}. */
export class PlacedCall implements DialedCall {
  readonly #context: DialContext
  readonly #placement: Placement
  readonly #watch: CallWatch
  readonly #stream: StreamTask | undefined
  readonly #region: string | undefined
  readonly #step: SharedStep
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
    this.#step = shareStep((signal) => this.#advance(signal).catch((error) => this.#rethrow(error)))
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
    if (this.#watch.over) return 'ended'
    if (this.#watch.callId === undefined) return 'unobservable'
    return this.#watch.answer === undefined ? 'ringing' : 'answered'
  }

  get members(): DialedCall['members'] {
    return this.#watch.members
  }

  get detectedRoomIdType(): IngestRoomIdType | undefined {
    return this.#context.detectedRoomIdType
  }

  async answered(options: WaitOptions = {}): Promise<Answer> {
    await this.untilPlaying(options)
    // The record may tell of an answer that nobody saw.
    const end = this.#watch.answer === undefined ? await this.ended(options) : undefined
    const { answer } = this.#watch
    if (answer !== undefined) return { answered: true, ...answer }
    return { answered: false, ...(end ?? (await this.ended(options))) }
  }

  /** Waits for the answer and the stream, or the end, without asking how it ended. */
  async untilPlaying({ signal }: WaitOptions): Promise<void> {
    while (!this.#watch.over) {
      if (this.#watch.answer !== undefined && this.#stream?.state !== 'waiting') return
      await this.#step(signal)
    }
  }

  async ended({ signal }: WaitOptions = {}): Promise<CallEnd> {
    while (!this.#watch.over) await this.#step(signal)
    try {
      await this.#stream?.stop()
      this.#end ??= await howItEnded(this.#context, this.#watch, { stream: this.#stream?.end, signal })
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

  /** As `hangUp`, but reports failures instead of throwing them. */
  async cleanUp(timeoutMs: number | undefined = cleanUpTimeoutMs): Promise<HangUpReport> {
    const errors: unknown[] = []
    const failed = (error: unknown): 'failed' => {
      errors.push(error)
      return 'failed'
    }
    const [call, stream] = await Promise.all([
      this.#watch.end(timeoutMs).catch(failed),
      this.#stream === undefined ? ('none' as const) : this.#stream.stop({ timeoutMs, everywhere: true }).catch(failed),
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
      ...(this.#stream === undefined ? {} : { stream: keepable(this.#stream) }),
      ...(taskId === undefined ? {} : { taskId }),
      ...(this.#stream === undefined || this.#region === undefined ? {} : { region: this.#region }),
      ...(detectedRoomIdType === undefined ? {} : { ingestRoomIdType: detectedRoomIdType }),
      ...(answer === undefined ? {} : { answer }),
    }
  }

  /** Starts the stream; when that fails, ends the call first and says in the error what could not be undone. */
  async startStream(): Promise<void> {
    try {
      await this.#stream?.start()
    } catch (error) {
      this.#rethrow(error, await this.cleanUp())
    }
  }

  /** Whatever goes wrong with a placed call, its error says how to find it. */
  #rethrow(error: unknown, cleanUp?: HangUpReport): never {
    if (isTrtcError(error) && (cleanUp !== undefined || error.dial === undefined)) {
      error.dial = dialFailure({
        placement: this.#placement,
        call: this,
        ...(cleanUp === undefined ? {} : { cleanUp }),
      })
    }
    throw error
  }

  /** One step forward: look at the call, then do what follows from it. */
  async #advance(signal: AbortSignal): Promise<void> {
    const watch = this.#watch
    const stream = this.#stream
    if (watch.answer === undefined || stream?.state !== 'waiting') await watch.look(signal, stream?.taskId)
    if (watch.over || stream === undefined) return
    if (stream.state === 'waiting' && watch.answer !== undefined) await this.startStream()
    else if (stream.state === 'running' && this.#context.streamGate.isFree) {
      // With many streams a look may have to wait for its turn; the end of the call must not wait behind it.
      await this.#context.streamGate.enter(signal)
      await stream.look(signal)
    }
    const endsCall = stream.stream.onEnd !== 'stay' && watch.answer !== undefined
    if (stream.state === 'over' && endsCall) await watch.end()
  }
}

/** Once the stream has started, its URL and its signatures are not needed any more. */
function keepable({ stream, taskId }: StreamTask): StreamTask['stream'] {
  if (taskId === undefined) return stream
  return { url: '', ...(stream.onEnd === undefined ? {} : { onEnd: stream.onEnd }) }
}

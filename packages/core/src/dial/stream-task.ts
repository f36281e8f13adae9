import { isTrtcError, ProtocolError } from '../errors.ts'
import { InputError } from '../input-error.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { TrtcClient } from '../trtc-client.ts'
import { withTimeout } from '../with-timeout.ts'
import type { DialContext } from './dial-context.ts'
import type { StreamEnd } from './ends.ts'
import { removeBot } from './remove-bot.ts'
import { streamBody } from './requests.ts'
import type { SavedStream, StopOptions, Stopped, StreamState } from './stream-state.ts'
import type { DialStream, Placement } from './types.ts'
import { isPassing, isRefusedWith, taskExists, taskGone, wrongRoom } from './vendor-codes.ts'
import { withBotSignature } from './with-bot-signature.ts'

const mostFailures = 5

/** The stream may play, and nothing can stop it by its task: removing the robot from the room does. */
function withoutTaskId(): ProtocolError {
  return new ProtocolError('startStreamIngest: the reply has no TaskId; the stream may have started', {
    operation: 'startStreamIngest',
    outcome: 'unknown',
    status: 200,
    attempts: 1,
    advice: 'check-first',
    hint: 'Remove the robot from the room, which ends what it plays, before starting the stream again.',
  })
}

/** The stream of one call. */
export class StreamTask {
  readonly stream: DialStream
  readonly #context: DialContext
  readonly #placement: Placement
  readonly #region: string | undefined
  readonly #isResumed: boolean
  #taskId: string | undefined
  #state: StreamState
  #starting: Promise<void> | undefined
  #stopping: Promise<Stopped> | undefined
  #failures = 0

  constructor(context: DialContext, placement: Placement, saved: SavedStream) {
    this.stream = saved.stream
    this.#context = context
    this.#placement = placement
    this.#region = saved.region
    this.#isResumed = saved.isResumed
    this.#taskId = saved.taskId
    this.#state = saved.taskId === undefined ? 'waiting' : 'running'
  }

  get taskId(): string | undefined {
    return this.#taskId
  }

  /** A callback may have told of the end: then there is nothing left to ask or to stop. */
  get state(): StreamState {
    const told = this.#taskId === undefined ? undefined : this.#context.events?.stream(this.#taskId)
    return this.#state === 'running' && told?.status === 'ended' ? 'over' : this.#state
  }

  /** How it ended, for a report; undefined when it never started. */
  get end(): StreamEnd | undefined {
    const { state } = this
    if (this.#taskId === undefined || state === 'waiting') return undefined
    return { taskId: this.#taskId, how: state === 'over' || state === 'stopped' ? state : 'running' }
  }

  /**
   * Starts it, once. It cannot be aborted: a start that was let go of would play to the end of the call; so when `stop`
   * comes meanwhile, it stops what it has started.
   */
  start(): Promise<void> {
    if (this.#state !== 'waiting') return Promise.resolve()
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined
    })
    return this.#starting
  }

  /** Asks whether it still runs. A passing failure is passed over, a few times. */
  async look(signal: AbortSignal | undefined): Promise<void> {
    if (this.#taskId === undefined || this.state !== 'running') return
    try {
      const { Status } = await this.#trtc.describeStreamIngest(
        { TaskId: this.#taskId },
        { signal, region: this.#region },
      )
      this.#failures = 0
      if (Status === 'NotExist' && this.state === 'running') this.#state = 'over'
    } catch (error) {
      if (!isPassing(error) || ++this.#failures >= mostFailures) throw error
    }
  }

  /**
   * Stops it, or sees to it that it never starts.
   *
   * @throws when it may play on.
   */
  async stop({ timeoutMs, everywhere = false }: StopOptions = {}): Promise<Stopped> {
    if (this.#state === 'waiting') this.#state = 'none'
    // Whoever started it gets its error; a start that goes through sees that it is not wanted any more.
    const started = this.#starting?.catch(() => {})
    if (started !== undefined) {
      await withTimeout(started, timeoutMs, 'the start of the stream')
      if (this.state === 'stopped') return 'stopped'
    }
    if (this.#state === 'none' && everywhere && this.#isResumed) {
      if (this.#context.trtc === undefined) return 'unknown'
      this.#state = 'unknown'
    }
    const { state } = this
    if (state === 'none') return state
    if (state === 'over' || state === 'stopped') return 'already-over'
    this.#stopping ??= this.#stop(timeoutMs).finally(() => {
      this.#stopping = undefined
    })
    return this.#stopping
  }

  async #start(): Promise<void> {
    try {
      this.#taskId = await withBotSignature(this.#context, this.#placement.robot, this.stream, (userSig) =>
        this.#startInEitherConvention(userSig),
      )
    } catch (error) {
      if (isTrtcError(error) && error.outcome === 'unknown') await this.#undoUnknownStart()
      // This very robot plays in this very room already: a handle that was saved before that has been resumed.
      if (!isRefusedWith(error, taskExists)) throw error
    }
    const unwanted = this.#state !== 'waiting'
    this.#state = 'running'
    if (unwanted) await this.#stop()
    else await this.look(undefined).catch(() => {}) // it has started; the next look will tell
  }

  async #undoUnknownStart(): Promise<void> {
    this.#state = 'unknown'
    try {
      await this.#stop()
    } catch {
      // The start's own error is thrown; `stop` tries again and reports.
    }
  }

  async #stop(timeoutMs?: number): Promise<Stopped> {
    const TaskId = this.#taskId
    const options = { timeoutMs, region: this.#region }
    try {
      if (TaskId !== undefined) await this.#trtc.stopStreamIngest({ TaskId }, options)
      else if (!(await removeBot(this.#trtc, this.#placement, options))) {
        this.#state = this.#state === 'running' ? 'over' : 'none'
        return this.#state === 'over' ? 'already-over' : 'none'
      }
    } catch (error) {
      if (!isRefusedWith(error, ...taskGone)) throw error
      this.#state = 'over'
      return 'already-over'
    }
    this.#state = 'stopped'
    return 'stopped'
  }

  /**
   * The vendor's pages give two meanings to RoomIdType. A string room with a letter in it is refused loudly under the
   * wrong one, so then the other is tried, once; what worked is remembered.
   */
  async #startInEitherConvention(userSig: string): Promise<string> {
    const context = this.#context
    const known = this.#trtc.ingestRoomIdType ?? context.detectedRoomIdType
    try {
      return await this.#startAs(known ?? 'guide', userSig)
    } catch (error) {
      if (known !== undefined || !isRefusedWith(error, ...wrongRoom)) throw error
      return await this.#startAs('reference', userSig)
    }
  }

  async #startAs(ingestRoomIdType: IngestRoomIdType, userSig: string): Promise<string> {
    const body = streamBody(this.stream, this.#placement, userSig, ingestRoomIdType)
    const { TaskId } = await this.#trtc.startStreamIngest(body, { ingestRoomIdType, region: this.#region })
    if (TaskId === undefined) throw withoutTaskId()
    this.#context.detectedRoomIdType ??= ingestRoomIdType
    return TaskId
  }

  get #trtc(): TrtcClient {
    const { trtc } = this.#context
    if (trtc === undefined) throw new InputError('cloud', 'missing', 'is missing: a stream needs cloud access')
    return trtc
  }
}

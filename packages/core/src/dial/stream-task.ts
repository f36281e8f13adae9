import { isTrtcError, ProtocolError } from '../errors.ts'
import { InputError } from '../input-error.ts'
import { rejectAfter } from '../reject-after.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { TrtcClient } from '../trtc-client.ts'
import type { StreamEnd } from './call-end.ts'
import type { DialContext } from './dial-context.ts'
import { removeRobot } from './remove-robot.ts'
import { streamBody } from './requests.ts'
import type { SavedStream, StopOptions, StopResult, StreamState } from './stream-state.ts'
import type { DialStream, Placement } from './types.ts'
import { invalidRoom, isApiError, isTransient, taskEnded, taskExists } from './vendor-codes.ts'
import { withRobotUserSig } from './with-robot-user-sig.ts'

const maxFailures = 5

/** The stream may be playing and has no task id to stop it by; removing the robot from the room stops it. */
function missingTaskIdError(): ProtocolError {
  return new ProtocolError('startStreamIngest: the response has no TaskId; the stream may have started', {
    operation: 'startStreamIngest',
    outcome: 'unknown',
    status: 200,
    attempts: 1,
    advice: 'check-first',
    hint: 'Remove the robot from the room before starting the stream again.',
  })
}

/** Starts, polls and stops the stream of one call. */
export class StreamTask {
  readonly stream: DialStream
  readonly #context: DialContext
  readonly #placement: Placement
  readonly #region: string | undefined
  readonly #isResumed: boolean
  #taskId: string | undefined
  #state: StreamState
  #starting: Promise<void> | undefined
  #stopping: Promise<StopResult> | undefined
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

  /** After a callback reported the end, there is nothing left to poll or stop. */
  get state(): StreamState {
    const update = this.#taskId === undefined ? undefined : this.#context.events?.getStream(this.#taskId)
    return this.#state === 'running' && update?.status === 'ended' ? 'ended' : this.#state
  }

  /** Its result once it no longer plays; undefined before, and if it never started. */
  get end(): StreamEnd | undefined {
    const { state } = this
    if (this.#taskId === undefined || (state !== 'ended' && state !== 'stopped')) return undefined
    return { taskId: this.#taskId, result: state }
  }

  /**
   * Starts the stream once. It cannot be aborted, because an abandoned start would play until the end of the call. If `stop` is
   * called meanwhile, it stops the started stream.
   */
  start(): Promise<void> {
    if (this.#state !== 'waiting') return Promise.resolve()
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined
    })
    return this.#starting
  }

  /** Polls whether it still runs. Ignores a few transient errors in a row. */
  async poll(signal: AbortSignal | undefined): Promise<void> {
    if (this.#taskId === undefined || this.state !== 'running') return
    try {
      const { Status } = await this.#trtc.describeStreamIngest(
        { TaskId: this.#taskId },
        { signal, region: this.#region },
      )
      this.#failures = 0
      if (Status === 'NotExist' && this.state === 'running') this.#state = 'ended'
    } catch (error) {
      if (!isTransient(error) || ++this.#failures >= maxFailures) throw error
    }
  }

  /**
   * Stops it, or prevents its start.
   *
   * @throws the error of the request, if the stream may still be playing.
   */
  async stop({ timeoutMs, includeOtherProcesses = false }: StopOptions = {}): Promise<StopResult> {
    if (this.#state === 'waiting') this.#state = 'none'
    // The caller of `start` gets its error. A start that succeeds meanwhile stops its stream.
    const started = this.#starting?.catch(() => {})
    if (started !== undefined) {
      await rejectAfter(started, timeoutMs, 'the start of the stream')
      if (this.state === 'stopped') return 'stopped'
    }
    if (this.#state === 'none' && includeOtherProcesses && this.#isResumed) {
      if (this.#context.trtc === undefined) return 'unknown'
      this.#state = 'unknown'
    }
    const { state } = this
    if (state === 'none') return state
    if (state === 'ended' || state === 'stopped') return 'already-ended'
    this.#stopping ??= this.#stop(timeoutMs).finally(() => {
      this.#stopping = undefined
    })
    return this.#stopping
  }

  async #start(): Promise<void> {
    try {
      this.#taskId = await withRobotUserSig(this.#context, this.#placement.robot, this.stream, (userSig) =>
        this.#startInEitherConvention(userSig),
      )
    } catch (error) {
      if (isTrtcError(error) && error.outcome === 'unknown') await this.#rollBackUnknownStart()
      // The robot already plays in this room: another process has started the stream of the same saved handle.
      if (!isApiError(error, taskExists)) throw error
    }
    const unwanted = this.#state !== 'waiting'
    this.#state = 'running'
    if (unwanted) await this.#stop()
    else await this.poll(undefined).catch(() => {}) // it has started; the next poll reports errors
  }

  async #rollBackUnknownStart(): Promise<void> {
    this.#state = 'unknown'
    try {
      await this.#stop()
    } catch {
      // The error of the start is thrown; a later `stop` tries again and reports.
    }
  }

  async #stop(timeoutMs?: number): Promise<StopResult> {
    const TaskId = this.#taskId
    const options = { timeoutMs, region: this.#region }
    try {
      if (TaskId !== undefined) await this.#trtc.stopStreamIngest({ TaskId }, options)
      else if (!(await removeRobot(this.#trtc, this.#placement, options))) {
        this.#state = this.#state === 'running' ? 'ended' : 'none'
        return this.#state === 'ended' ? 'already-ended' : 'none'
      }
    } catch (error) {
      if (!isApiError(error, ...taskEnded)) throw error
      this.#state = 'ended'
      return 'already-ended'
    }
    this.#state = 'stopped'
    return 'stopped'
  }

  /**
   * The vendor's pages give RoomIdType two meanings. With the wrong one, a string room with a letter in it is an error; then the
   * other meaning is tried once, and remembered if it works.
   */
  async #startInEitherConvention(userSig: string): Promise<string> {
    const context = this.#context
    const known = this.#trtc.ingestRoomIdType ?? context.detectedRoomIdType
    try {
      return await this.#startAs(known ?? 'guide', userSig)
    } catch (error) {
      if (known !== undefined || !isApiError(error, ...invalidRoom)) throw error
      return await this.#startAs('reference', userSig)
    }
  }

  async #startAs(ingestRoomIdType: IngestRoomIdType, userSig: string): Promise<string> {
    const body = streamBody(this.stream, this.#placement, userSig, ingestRoomIdType)
    const { TaskId } = await this.#trtc.startStreamIngest(body, { ingestRoomIdType, region: this.#region })
    if (TaskId === undefined) throw missingTaskIdError()
    this.#context.detectedRoomIdType ??= ingestRoomIdType
    return TaskId
  }

  get #trtc(): TrtcClient {
    const { trtc } = this.#context
    if (trtc === undefined) throw new InputError('cloud', 'missing', 'is missing: a stream needs cloud access')
    return trtc
  }
}

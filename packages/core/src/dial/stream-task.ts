import { isTrtcError } from '../errors.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { TrtcClient } from '../trtc-client.ts'
import { withinMs } from '../within-ms.ts'
import type { DialContext } from './dial-context.ts'
import type { StreamEnd } from './ends.ts'
import { streamBody } from './requests.ts'
import type { DialStream, Placement } from './types.ts'
import { isPassing, isRefusedWith, nobodyThere, taskExists, taskGone, wrongRoom } from './vendor-codes.ts'
import { withBotSignature } from './with-bot-signature.ts'

/**
 * - `waiting`: not started yet
 * - `running`: started; its task id is unknown when another process started it
 * - `unknown`: its start had no proper answer and could not be undone: it may play
 * - `over`: it ended by itself
 * - `stopped`: by us, perhaps before it began
 */
type StreamState = 'waiting' | 'running' | 'unknown' | 'over' | 'stopped'

const mostFailures = 5

/** The stream of one call. */
export class StreamTask {
  readonly stream: DialStream
  readonly #context: DialContext
  readonly #placement: Placement
  readonly #region: string | undefined
  #taskId: string | undefined
  #state: StreamState
  #starting: Promise<void> | undefined
  #stopping: Promise<'stopped' | 'already-over'> | undefined
  #failures = 0

  constructor(context: DialContext, placement: Placement, saved: SavedStream) {
    this.stream = saved.stream
    this.#context = context
    this.#placement = placement
    this.#region = saved.region
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
  async stop(timeoutMs?: number): Promise<'stopped' | 'already-over' | 'none'> {
    if (this.#state === 'waiting') {
      this.#state = 'stopped'
      if (this.#starting === undefined) return 'none'
      // Whoever started it gets its error; a start that goes through sees that it is not wanted any more.
      await withinMs(
        this.#starting.catch(() => {}),
        timeoutMs,
        'the start of the stream',
      )
      if (this.state === 'stopped') return this.#taskId === undefined ? 'none' : 'stopped'
    }
    if (this.state === 'over' || this.state === 'stopped') return 'already-over'
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
    const unwanted = this.#state === 'stopped'
    this.#state = 'running'
    if (unwanted) await this.#stop()
    else await this.look(undefined).catch(() => {}) // it has started; the next look will tell
  }

  async #undoUnknownStart(): Promise<void> {
    this.#state = 'unknown'
    try {
      await this.#removeBot(undefined)
      this.#state = 'stopped'
    } catch {
      // The start's own error is thrown; `stop` tries again and reports.
    }
  }

  async #stop(timeoutMs?: number): Promise<'stopped' | 'already-over'> {
    const TaskId = this.#taskId
    try {
      if (TaskId === undefined) await this.#removeBot(timeoutMs)
      else await this.#trtc.stopStreamIngest({ TaskId }, { timeoutMs, region: this.#region })
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
    const known = this.#trtc.ingestRoomIdType ?? context.learnedRoomIdType
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
    this.#context.learnedRoomIdType ??= ingestRoomIdType
    return TaskId
  }

  async #removeBot(timeoutMs: number | undefined): Promise<void> {
    const { room, robot } = this.#placement
    const options = { timeoutMs, region: this.#region }
    const UserIds = [robot]
    try {
      if (room.kind === 'int') await this.#trtc.removeUser({ RoomId: room.id, UserIds }, options)
      else await this.#trtc.removeUserByStrRoomId({ RoomId: room.id, UserIds }, options)
    } catch (error) {
      if (!isRefusedWith(error, ...nobodyThere)) throw error
    }
  }

  get #trtc(): TrtcClient {
    const { trtc } = this.#context
    if (trtc === undefined)
      throw new TypeError('the stream of this call needs cloud access: give createTrtcCall `cloud`')
    return trtc
  }
}

/** What a saved handle knows of its stream. */
export interface SavedStream {
  readonly stream: DialStream
  readonly taskId: string | undefined
  /** Where it was or will be started; stop and describe must go there. */
  readonly region: string | undefined
}

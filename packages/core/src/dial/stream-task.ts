import { ApiError, isTrtcError } from '../errors.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { TrtcClient } from '../trtc-client.ts'
import type { DialContext } from './dial-context.ts'
import { streamBody, streamSigLifetimeMs } from './requests.ts'
import type { DialStream, Placement, StreamEnd } from './types.ts'

/** The stream of one call: waits, runs, is over or was stopped. */
export class StreamTask {
  readonly stream: DialStream
  readonly #context: DialContext
  readonly #trtc: TrtcClient
  readonly #placement: Placement
  #taskId: string | undefined
  #state: 'waiting' | 'running' | 'over' | 'stopped'
  #starting: Promise<void> | undefined

  constructor(context: DialContext, stream: DialStream, placement: Placement, taskId: string | undefined) {
    if (context.trtc === undefined)
      throw new TypeError('dial: a stream needs cloud access: give createTrtcCall `cloud`')
    this.stream = stream
    this.#context = context
    this.#trtc = context.trtc
    this.#placement = placement
    this.#taskId = taskId
    this.#state = taskId === undefined ? 'waiting' : 'running'
  }

  get taskId(): string | undefined {
    return this.#taskId
  }

  get state(): 'waiting' | 'running' | 'over' | 'stopped' {
    return this.#state
  }

  /** How it ended, for a report; undefined when it never started. */
  get end(): StreamEnd | undefined {
    if (this.#taskId === undefined || this.#state === 'waiting') return undefined
    return { taskId: this.#taskId, how: this.#state }
  }

  /**
   * Starts it and sees it run. It cannot be aborted: a start that was let go of would play to the end of the call. A start
   * of unknown outcome is undone by removing the bot from the room.
   */
  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined
    })
    return this.#starting
  }

  async #start(): Promise<void> {
    const { robot } = this.#placement
    const lifetimeMs = streamSigLifetimeMs(this.stream)
    const userSig = this.stream.userSig ?? (await this.#context.calls.userSigFor(robot, lifetimeMs)).value
    try {
      this.#taskId = await this.#startInEitherConvention(userSig)
    } catch (error) {
      if (isTrtcError(error) && error.outcome === 'unknown') await this.#removeBot()
      throw error
    }
    this.#state = 'running'
    await this.look(undefined)
  }

  /** Whether it has ended by itself: played out or failed, the vendor does not say which. */
  get isOver(): boolean {
    return this.#state === 'over'
  }

  /** Asks whether it still runs. */
  async look(signal: AbortSignal | undefined): Promise<void> {
    if (this.#taskId === undefined || this.#state !== 'running') return
    const { Status } = await this.#trtc.describeStreamIngest({ TaskId: this.#taskId }, { signal })
    if (Status === 'NotExist') this.#state = 'over'
  }

  async stop(timeoutMs?: number): Promise<'stopped' | 'already-over' | 'none'> {
    await this.#starting?.catch(() => {}) // whoever started it gets that error
    if (this.#taskId === undefined) return 'none'
    if (this.#state !== 'running') return 'already-over'
    try {
      await this.#trtc.stopStreamIngest({ TaskId: this.#taskId }, { timeoutMs })
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== 'not-found') throw error
      this.#state = 'over'
      return 'already-over'
    }
    this.#state = 'stopped'
    return 'stopped'
  }

  /**
   * The vendor's pages give two meanings to RoomIdType. A string room with a letter in it is refused loudly under the
   * wrong one, so then the other is tried, once, and remembered.
   */
  async #startInEitherConvention(userSig: string): Promise<string> {
    const context = this.#context
    const chosen = this.#trtc.ingestRoomIdType ?? context.learnedRoomIdType
    try {
      return await this.#startAs(chosen ?? 'guide', userSig)
    } catch (error) {
      if (chosen !== undefined || !refusesRoom(error)) throw error
      const taskId = await this.#startAs('reference', userSig)
      context.learnedRoomIdType = 'reference'
      return taskId
    }
  }

  async #startAs(ingestRoomIdType: IngestRoomIdType, userSig: string): Promise<string> {
    const body = streamBody(this.stream, this.#placement, userSig, ingestRoomIdType)
    const { TaskId } = await this.#trtc.startStreamIngest(body, { ingestRoomIdType })
    return TaskId
  }

  async #removeBot(): Promise<void> {
    const { room, robot } = this.#placement
    const options = { timeoutMs: 5_000 }
    const UserIds = [robot]
    const removed =
      room.kind === 'int'
        ? this.#trtc.removeUser({ RoomId: room.id, UserIds }, options)
        : this.#trtc.removeUserByStrRoomId({ RoomId: room.id, UserIds }, options)
    // Nobody there is what was wanted; any other failure leaves the start's own error, which says `unknown`.
    await removed.catch(() => {})
  }
}

function refusesRoom(error: unknown): boolean {
  return (
    isTrtcError(error) &&
    error.code === 'ERR_API' &&
    (error.vendorCode === 'InvalidParameter.RoomId' || error.vendorCode === 'InvalidParameter.StrRoomId')
  )
}

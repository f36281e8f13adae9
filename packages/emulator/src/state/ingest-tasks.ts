import type { Randomness } from '../randomness.ts'
import { isSameRoom, type Room } from '../room.ts'
import { type IngestOrder, type IngestSurroundings, IngestTask } from './ingest-task.ts'

/** What can be seen of an ingest task. */
export interface TaskView {
  readonly taskId: string
  readonly room: Room
  /** The bot. */
  readonly userId: string
  readonly status: 'InProgress' | 'NotExist'
  readonly isPaused: boolean
  readonly volume: number
  /** Without its query, which is often a credential. */
  readonly streamUrl: string
  /** What the source was found to be, where it was looked at: `MP4`, `HLS`. */
  readonly container?: string
  /** How long the source plays once, in milliseconds; left out while it is not known, and for a live one. */
  readonly durationMs?: number
  /** Who talks in that very room. Empty: it plays to nobody. */
  readonly audience: readonly { readonly callId: string; readonly userId: string }[]
  /** Those of them who have it on their screen: in a call to one, only the robot's own stream is shown. */
  readonly shownTo: readonly string[]
  /** `finished`, `stopped`, `max-duration`, `unreachable`, `removed`, `paused-too-long`, or what finishStream() said. */
  readonly endReason?: string
}

/** Who is there, and who sees a bot of this userID. */
interface Audience {
  readonly audience: TaskView['audience']
  readonly shownTo: readonly string[]
}

/** A task that runs, as JSON. */
export interface SavedTask {
  readonly order: IngestOrder
  readonly isPaused: boolean
}

const keeps = 10_000

/** All ingest tasks, running and over. */
export class IngestTasks {
  readonly #surroundings: IngestSurroundings
  readonly #tasks = new Map<string, IngestTask>()
  /** The latest task of each bot in each room. */
  readonly #seats = new Map<string, IngestTask>()

  constructor(surroundings: IngestSurroundings) {
    this.#surroundings = surroundings
  }

  /** Returns undefined when this bot plays in this room already. */
  start(order: Omit<IngestOrder, 'taskId'>): IngestTask | undefined {
    const seat = seatOf(order.room, order.userId)
    const taken = this.#seats.get(seat)
    if (taken && taken.endReason === undefined) return undefined
    const task = new IngestTask({ ...order, taskId: this.#newId() }, this.#surroundings)
    this.#seats.set(seat, task)
    this.#tasks.set(task.order.taskId, task)
    if (this.#tasks.size > keeps) this.#forgetOldest()
    return task
  }

  /** A running task. */
  find(taskId: string): IngestTask | undefined {
    const task = this.#tasks.get(taskId)
    return task?.endReason === undefined ? task : undefined
  }

  /** The bots in a room. */
  botsIn(room: Room): IngestTask[] {
    return this.#running().filter((task) => isSameRoom(task.order.room, room))
  }

  views(audienceOf: (room: Room, bot: string) => Audience): TaskView[] {
    return [...this.#tasks.values()].map((task) => viewTask(task, audienceOf))
  }

  /** Those that run. */
  save(): SavedTask[] {
    return this.#running().map(({ order, source, volume, isPaused }) => ({
      order: { ...order, streamUrl: source, volume },
      isPaused,
    }))
  }

  /** Forgets all, without an event. */
  clear(): void {
    for (const task of this.#running()) task.forget()
    this.#tasks.clear()
    this.#seats.clear()
  }

  /** Each with its id, but from the beginning of its source. */
  load(saved: readonly SavedTask[]): void {
    for (const { order, isPaused } of saved) {
      const task = new IngestTask({ ...order, maxDurationMs: order.maxDurationMs ?? undefined }, this.#surroundings)
      this.#seats.set(seatOf(order.room, order.userId), task)
      this.#tasks.set(order.taskId, task)
      if (isPaused) task.change({ isPaused: true })
    }
  }

  endAll(reason: string): void {
    for (const task of this.#running()) task.end(reason)
  }

  /** Another emulator with the same seed, whose tasks were loaded, gave the same ids. */
  #newId(): string {
    const id = newTaskId(this.#surroundings.random)
    return this.#tasks.has(id) ? this.#newId() : id
  }

  #running(): IngestTask[] {
    return [...this.#tasks.values()].filter(({ endReason }) => endReason === undefined)
  }

  /** Unless it still runs. */
  #forgetOldest(): void {
    const [oldest] = this.#tasks.values()
    if (oldest?.endReason === undefined) return
    const { taskId, room, userId } = oldest.order
    this.#tasks.delete(taskId)
    if (this.#seats.get(seatOf(room, userId)) === oldest) this.#seats.delete(seatOf(room, userId))
  }
}

function seatOf({ kind, id }: Room, userId: string): string {
  return JSON.stringify([kind, id, userId])
}

/** The vendor's ids hold characters that break in a URL; so do these, always. */
function newTaskId(random: Randomness): string {
  const [head, tail] = [random.bytes(9), random.bytes(15)].map((bytes) => bytes.toString('base64url'))
  return `${head}.+${tail}-`
}

function viewTask(task: IngestTask, audienceOf: (room: Room, bot: string) => Audience): TaskView {
  const { room, taskId, userId } = task.order
  const isRunning = task.endReason === undefined
  return {
    taskId,
    room,
    userId,
    status: isRunning ? 'InProgress' : 'NotExist',
    isPaused: task.isPaused,
    volume: task.volume,
    streamUrl: task.streamUrl,
    ...viewSource(task),
    ...(isRunning ? audienceOf(room, userId) : { audience: [], shownTo: [] }),
    ...(task.endReason === undefined ? {} : { endReason: task.endReason }),
  }
}

function viewSource({ opened }: IngestTask): Pick<TaskView, 'container' | 'durationMs'> {
  if (opened === undefined) return {}
  const { container, durationMs } = opened
  return { ...(container === undefined ? {} : { container }), ...(Number.isFinite(durationMs) ? { durationMs } : {}) }
}

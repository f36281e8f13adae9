import type { Randomness } from '../randomness.ts'
import { isSameRoom, type Room } from '../room.ts'
import { type IngestDeps, type IngestRequest, IngestTask } from './ingest-task.ts'

/** The public view of an ingest task. */
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
  /** Format of the source, if it was inspected, such as `MP4` or `HLS`. */
  readonly container?: string
  /** Duration of one pass in milliseconds; undefined while unknown, and for a live stream. */
  readonly durationMs?: number
  /** The callees who talk in the same room. If it is empty, no one hears the stream. */
  readonly audience: readonly { readonly callId: string; readonly userId: string }[]
  /** The callees who also see it: in a call to one callee, the apps only show the robot's stream. */
  readonly shownTo: readonly string[]
  /** `finished`, `stopped`, `max-duration`, `unreachable`, `removed`, `paused-too-long`, or the reason of finishStream(). */
  readonly endReason?: string
}

interface Audience {
  readonly audience: TaskView['audience']
  readonly shownTo: readonly string[]
}

/** A running task as JSON. */
export interface SavedTask {
  readonly request: IngestRequest
  readonly isPaused: boolean
}

const maxTasks = 10_000

/** All running and ended ingest tasks. */
export class IngestTasks {
  readonly #deps: IngestDeps
  readonly #tasks = new Map<string, IngestTask>()
  /** The latest task of each bot in each room. */
  readonly #latestByBot = new Map<string, IngestTask>()

  constructor(deps: IngestDeps) {
    this.#deps = deps
  }

  /** Returns undefined if this bot already plays in this room. */
  start(request: Omit<IngestRequest, 'taskId'>): IngestTask | undefined {
    const key = botKey(request.room, request.userId)
    const existing = this.#latestByBot.get(key)
    if (existing && existing.endReason === undefined) return undefined
    const task = new IngestTask({ ...request, taskId: this.#newId() }, this.#deps)
    this.#latestByBot.set(key, task)
    this.#tasks.set(task.request.taskId, task)
    if (this.#tasks.size > maxTasks) this.#forgetOldest()
    return task
  }

  find(taskId: string): IngestTask | undefined {
    const task = this.#tasks.get(taskId)
    return task?.endReason === undefined ? task : undefined
  }

  botsIn(room: Room): IngestTask[] {
    return this.#running().filter((task) => isSameRoom(task.request.room, room))
  }

  views(audienceOf: (room: Room, bot: string) => Audience): TaskView[] {
    return [...this.#tasks.values()].map((task) => viewTask(task, audienceOf))
  }

  save(): SavedTask[] {
    return this.#running().map(({ request, source, volume, isPaused }) => ({
      request: { ...request, streamUrl: source, volume },
      isPaused,
    }))
  }

  /** Removes all tasks, without events. */
  clear(): void {
    for (const task of this.#running()) task.discard()
    this.#tasks.clear()
    this.#latestByBot.clear()
  }

  /** Restarts tasks under their ids, from the beginning of their sources. */
  load(saved: readonly SavedTask[]): void {
    for (const { request, isPaused } of saved) {
      const task = new IngestTask({ ...request, maxDurationMs: request.maxDurationMs ?? undefined }, this.#deps)
      this.#latestByBot.set(botKey(request.room, request.userId), task)
      this.#tasks.set(request.taskId, task)
      if (isPaused) task.change({ isPaused: true })
    }
  }

  endAll(reason: string): void {
    for (const task of this.#running()) task.end(reason)
  }

  /** Avoids the ids of loaded tasks: an emulator with the same seed creates the same ids. */
  #newId(): string {
    const id = newTaskId(this.#deps.random)
    return this.#tasks.has(id) ? this.#newId() : id
  }

  #running(): IngestTask[] {
    return [...this.#tasks.values()].filter(({ endReason }) => endReason === undefined)
  }

  /** Keeps a running task. */
  #forgetOldest(): void {
    const [oldest] = this.#tasks.values()
    if (oldest?.endReason === undefined) return
    const { taskId, room, userId } = oldest.request
    this.#tasks.delete(taskId)
    if (this.#latestByBot.get(botKey(room, userId)) === oldest) this.#latestByBot.delete(botKey(room, userId))
  }
}

function botKey({ kind, id }: Room, userId: string): string {
  return JSON.stringify([kind, id, userId])
}

/** Contains characters that must be escaped in a URL, as the vendor's ids may. */
function newTaskId(random: Randomness): string {
  const [head, tail] = [random.bytes(9), random.bytes(15)].map((bytes) => bytes.toString('base64url'))
  return `${head}.+${tail}-`
}

function viewTask(task: IngestTask, audienceOf: (room: Room, bot: string) => Audience): TaskView {
  const { room, taskId, userId } = task.request
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

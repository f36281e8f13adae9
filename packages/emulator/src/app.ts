import type { AppSettings } from './app-options.ts'
import { type Announcer, callCallbacks } from './callbacks/call-callbacks.ts'
import type { Deliveries } from './callbacks/deliveries.ts'
import { ingestCallbacks } from './callbacks/ingest-callbacks.ts'
import type { Clock } from './clock.ts'
import type { createRandomness } from './randomness.ts'
import type { Settings } from './settings.ts'
import { Accounts } from './state/accounts.ts'
import { sees } from './state/audience.ts'
import type { CallListener } from './state/call.ts'
import { CallbackSetting } from './state/callback-config.ts'
import { Calls } from './state/calls.ts'
import type { IngestTask } from './state/ingest-task.ts'
import { IngestTasks, type TaskView } from './state/ingest-tasks.ts'
import { Phones } from './state/phones.ts'
import { Records } from './state/records.ts'
import { seeRobotLeave } from './state/robot-left.ts'
import type { Teller, Timeline } from './timeline.ts'

/** One application: its keys, and all that happens in it. Applications know nothing of each other. */
export interface App {
  /** Its keys are those that are taken now. */
  settings: AppSettings
  readonly phones: Phones
  readonly calls: Calls
  readonly records: Records
  readonly tasks: IngestTasks
  readonly accounts: Accounts
  readonly callback: CallbackSetting
}

interface Surroundings {
  readonly settings: Settings
  readonly clock: Clock
  readonly timeline: Timeline
  readonly random: ReturnType<typeof createRandomness>
  readonly deliveries: Deliveries
  readonly serverNow: () => number
}

export function createApp(own: AppSettings, surroundings: Surroundings): App {
  const { settings, clock, random } = surroundings
  const timeline = surroundings.timeline.of(own.sdkAppId)
  const phones = new Phones(settings)
  const records = new Records(clock)
  const callback = new CallbackSetting()
  const announcer = { ...surroundings, app: () => app.settings, now: () => clock.now() }
  const listener = recordAndTell(settings.records ? records : undefined, { ...announcer, callback, phones })
  const tell = ingestCallbacks(announcer)
  const calls = new Calls({ clock, timeline, phones, random: random.calls, listener })
  const tasks = new IngestTasks({
    clock,
    timeline,
    random: random.tasks,
    assumedDurationMs: settings.streamDurationMs,
    fetchBeyondLoopback: settings.fetchBeyondLoopback,
    audience: (room) => calls.audience(room),
    onEvent(kind, task) {
      tell(kind, task.order.taskId)
      if (kind === 'ingest-ended') showLeaving(task, app, timeline)
    },
  })
  const accounts = new Accounts([own.identifier, ...own.admins])
  const app: App = { settings: own, phones, records, calls, tasks, accounts, callback }
  return app
}

/** Its ingest tasks, and who hears them. */
export function viewTasks({ tasks, calls }: App): TaskView[] {
  return tasks.views((room, bot) => {
    const audience = calls.audience(room)
    return {
      audience,
      shownTo: audience.filter(({ callId }) => sees(calls.find(callId), bot)).map(({ userId }) => userId),
    }
  })
}

function recordAndTell(records: Records | undefined, announcer: Announcer): CallListener {
  const told = callCallbacks(announcer)
  return {
    ...told,
    onEnd(call, userId) {
      records?.add(call)
      told.onEnd(call, userId)
    },
  }
}

/** Phones see the bot go, except when everything goes. */
function showLeaving({ order, endReason }: IngestTask, { calls, tasks, phones }: App, timeline: Teller): void {
  if (endReason === 'emulator-closed') return
  const { userId: robot, room } = order
  const isAnyBotLeft = tasks.botsIn(room).length > 0
  seeRobotLeave({ robot, room, isAnyBotLeft }, { calls, phones, timeline })
}

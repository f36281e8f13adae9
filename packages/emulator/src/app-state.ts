import { type CallbackConfig, type CallNotifierDeps, createCallNotifier } from './callbacks/call-callbacks.ts'
import type { Deliveries } from './callbacks/deliveries.ts'
import { createIngestNotifier } from './callbacks/ingest-callbacks.ts'
import type { Clock } from './clock/clock.ts'
import type { AppSettings } from './options/app-options.ts'
import type { Settings } from './options/resolve-settings.ts'
import type { createRandomness } from './randomness.ts'
import { Accounts } from './state/accounts.ts'
import { sees } from './state/audience.ts'
import type { CallListener } from './state/call.ts'
import { Calls } from './state/calls.ts'
import { handleRobotLeft } from './state/handle-robot-left.ts'
import type { IngestTask } from './state/ingest-task.ts'
import { IngestTasks, type TaskView } from './state/ingest-tasks.ts'
import { Phones } from './state/phones.ts'
import { Records } from './state/records.ts'
import type { EventSink, Timeline } from './timeline.ts'

/** State of one application. Applications share nothing. */
export interface App {
  /** With the keys that are accepted now. */
  settings: AppSettings
  /** Set by set_callback. */
  callback: CallbackConfig | undefined
  readonly phones: Phones
  readonly calls: Calls
  readonly records: Records
  readonly tasks: IngestTasks
  readonly accounts: Accounts
}

interface AppDeps {
  readonly settings: Settings
  readonly clock: Clock
  readonly timeline: Timeline
  readonly random: ReturnType<typeof createRandomness>
  readonly deliveries: Deliveries
  readonly serverNow: () => number
}

export function createApp(own: AppSettings, deps: AppDeps): App {
  const { settings, clock, random } = deps
  const timeline = deps.timeline.forApp(own.sdkAppId)
  const phones = new Phones(settings)
  const records = new Records(clock)
  const notifierDeps = { ...deps, app: () => app.settings, now: () => clock.now() }
  const callDeps = { ...notifierDeps, callback: () => app.callback, phones }
  const listener = createCallListener(settings.records ? records : undefined, callDeps)
  const notifyReceiver = createIngestNotifier(notifierDeps)
  const calls = new Calls({ clock, timeline, phones, random: random.calls, listener })
  const tasks = new IngestTasks({
    clock,
    timeline,
    random: random.tasks,
    assumedDurationMs: settings.streamDurationMs,
    fetchBeyondLoopback: settings.fetchBeyondLoopback,
    audience: (room) => calls.audience(room),
    onEvent(kind, task) {
      notifyReceiver(kind, task.request.taskId)
      if (kind === 'ingest-ended') notifyPhones(task, app, timeline)
    },
  })
  const accounts = new Accounts([own.identifier, ...own.admins])
  const app: App = { settings: own, callback: undefined, phones, records, calls, tasks, accounts }
  return app
}

/** The ingest tasks of an application, with the callees who hear and see them. */
export function viewTasks({ tasks, calls }: App): TaskView[] {
  return tasks.views((room, bot) => {
    const audience = calls.audience(room)
    return {
      audience,
      shownTo: audience.filter(({ callId }) => sees(calls.find(callId), bot)).map(({ userId }) => userId),
    }
  })
}

function createCallListener(records: Records | undefined, deps: CallNotifierDeps): CallListener {
  const notifier = createCallNotifier(deps)
  return {
    ...notifier,
    onEnd(call, userId) {
      records?.add(call)
      notifier.onEnd(call, userId)
    },
  }
}

/** Lets phones react to the end of a stream, except when the emulator closes. */
function notifyPhones({ request, endReason }: IngestTask, { calls, tasks, phones }: App, timeline: EventSink): void {
  if (endReason === 'emulator-closed') return
  const { userId: robot, room } = request
  const isAnyBotLeft = tasks.botsIn(room).length > 0
  handleRobotLeft({ robot, room, isAnyBotLeft }, { calls, phones, timeline })
}

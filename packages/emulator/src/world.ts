import type { Clock } from './clock.ts'
import { createRandomness } from './randomness.ts'
import { RealClock } from './real-clock.ts'
import type { Settings } from './settings.ts'
import { Accounts } from './state/accounts.ts'
import { CallbackSetting } from './state/callback-config.ts'
import { Calls } from './state/calls.ts'
import { FaultScript } from './state/fault-script.ts'
import { IngestTasks } from './state/ingest-tasks.ts'
import { Phones } from './state/phones.ts'
import { Records } from './state/records.ts'
import { RequestLog } from './state/request-log.ts'
import { Timeline } from './timeline.ts'
import { VirtualClock } from './virtual-clock.ts'

/** All the state there is. */
export interface World {
  /** Its keys are those that are taken now. */
  settings: Settings
  readonly clock: Clock
  readonly timeline: Timeline
  readonly random: ReturnType<typeof createRandomness>
  readonly phones: Phones
  readonly calls: Calls
  readonly records: Records
  readonly tasks: IngestTasks
  readonly accounts: Accounts
  readonly callback: CallbackSetting
  readonly faults: FaultScript
  readonly log: RequestLog
  /** How far the server's clock is off, for signatures and the Date header. */
  skewMs: number
  /** Ends what waits in real time. */
  readonly closing: AbortController
}

export function createWorld(settings: Settings): World {
  const clock = settings.clock === 'virtual' ? new VirtualClock() : new RealClock()
  const timeline = new Timeline(clock)
  const phones = new Phones(settings.users, settings.answerAfterMs)
  const random = createRandomness(settings.seed)
  const records = new Records(clock)
  const onEnd = settings.records ? records.add.bind(records) : () => {}
  return {
    settings,
    clock,
    timeline,
    phones,
    records,
    random,
    calls: new Calls({ clock, timeline, phones, random: random.calls, onEnd }),
    tasks: new IngestTasks({ clock, timeline, random: random.tasks, assumedDurationMs: settings.streamDurationMs }),
    accounts: new Accounts(),
    callback: new CallbackSetting(),
    faults: new FaultScript(random.faults),
    log: new RequestLog(),
    skewMs: 0,
    closing: new AbortController(),
  }
}

/** The server's clock, by which signatures are judged. Never the virtual one: clients sign with the real time. */
export function serverNow({ skewMs }: World): number {
  return Date.now() + skewMs
}

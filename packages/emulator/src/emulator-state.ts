import { type App, createApp } from './app.ts'
import { Deliveries } from './callbacks/deliveries.ts'
import type { Clock } from './clock.ts'
import { createRandomness } from './randomness.ts'
import { RealClock } from './real-clock.ts'
import type { Settings } from './settings.ts'
import { FaultScript } from './state/fault-script.ts'
import { RequestLimits } from './state/rate-limiter.ts'
import { RequestLog } from './state/request-log.ts'
import { Timeline } from './timeline.ts'
import { VirtualClock } from './virtual-clock.ts'

/** All the state there is. */
export interface World {
  readonly settings: Settings
  readonly clock: Clock
  readonly timeline: Timeline
  readonly random: ReturnType<typeof createRandomness>
  /** By SDKAppID, in the order given; never empty. */
  readonly apps: ReadonlyMap<number, App>
  readonly deliveries: Deliveries
  readonly faults: FaultScript
  readonly log: RequestLog
  readonly limits: RequestLimits
  /** How far the server's clock is off, for signatures and the Date header. */
  skewMs: number
  /** Ends what waits in real time. */
  readonly closing: AbortController
}

export function createWorld(settings: Settings): World {
  const clock = settings.clock === 'virtual' ? new VirtualClock() : new RealClock()
  const timeline = new Timeline(clock)
  const random = createRandomness(settings.seed)
  const closing = new AbortController()
  const beyondLoopback = settings.callbacksBeyondLoopback
  const apps = new Map<number, App>()
  const world: World = {
    settings,
    clock,
    timeline,
    random,
    apps,
    deliveries: new Deliveries({ clock, timeline, beyondLoopback, signal: closing.signal }),
    faults: new FaultScript(random.faults),
    log: new RequestLog(),
    limits: new RequestLimits(clock),
    skewMs: 0,
    closing,
  }
  for (const own of settings.apps) {
    apps.set(own.sdkAppId, createApp(own, { ...world, serverNow: () => serverNow(world) }))
  }
  return world
}

/** The application that is meant where none is named. */
export function firstApp({ apps }: World): App {
  const [first] = apps.values()
  return first as App
}

/** The server's clock, by which signatures are judged. Never the virtual one: clients sign with the real time. */
export function serverNow({ skewMs }: World): number {
  return Date.now() + skewMs
}
